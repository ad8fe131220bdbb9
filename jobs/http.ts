import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '#api/errors.ts'
import type { AppEnv } from '#api/http/env.ts'
import { answers, open, problems, takes } from '#api/http/notes.ts'
import { readAtMost } from '#api/http/read.ts'
import { refuseWrong } from '#api/lockout/wrong-secret.ts'
import { Id } from '#api/shapes.ts'
import { runJob } from './run.ts'

const BODY_BYTES_MAX = 1000
const tooLarge = () => new AppError('too_large', 'A wake is an id.')
const Wake = z.object({ id: Id })
const Ran = z.object({ outcome: z.string() })

/**
 * The route for QStash. A finished job answers 200, also one with a recorded failure, so that it is not
 * delivered again; a job that may still succeed answers 503, so that it is.
 */
export const jobsDoor = new Hono<AppEnv>().post(
  '/run',
  open(),
  answers(200, 'The job is done, has failed for good, or is in other hands.', Ran),
  takes(Wake),
  problems('unauthenticated', 'not_found', 'too_large', 'too_many_requests', 'busy'),
  async (c) => {
    const { platform, verifyWake } = c.env
    if (!verifyWake) throw new AppError('not_found', 'Jobs are not run from outside here.')
    const stream = c.req.raw.body
    const body = stream ? await readAtMost(stream, BODY_BYTES_MAX, tooLarge) : ''
    // Behind a proxy the request has another address than the signed one.
    const url = `${platform.settings.publicUrl}${c.req.path}`
    await verifyWake({ body, signature: c.req.header('upstash-signature'), url }).catch((refusal) =>
      refuseWrong(platform, { what: 'signature', address: c.env.address }, refusal),
    )
    const result = await runJob(platform, idOf(body))
    if (result.outcome === 'retry') {
      const waitMs = result.runAt.getTime() - platform.clock.now().getTime()
      throw new AppError('busy', 'The job failed and will be tried again.', {
        facts: { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) },
      })
    }
    return c.json({ outcome: result.outcome }, 200)
  },
)

/** The job id of a signed body. A body of another form would fail again, so it gets an id without a job. */
function idOf(body: string): string {
  try {
    return Wake.parse(JSON.parse(body)).id
  } catch {
    return NO_JOB
  }
}
const NO_JOB = '00000000-0000-7000-8000-000000000000'
