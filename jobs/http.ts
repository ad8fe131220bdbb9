import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '#api/errors.ts'
import type { AppEnv } from '#api/http/env.ts'
import { answers, open, problems, takes } from '#api/http/notes.ts'
import { Id } from '#api/shapes.ts'
import { runJob } from './run.ts'

const BODY_CHARS_MAX = 1000
const Wake = z.object({ id: Id })
const Ran = z.object({ outcome: z.string() })

/**
 * Where QStash knocks. Everything that is over answers 200, a failure that was recorded included, so
 * that it is not delivered again; what may yet succeed answers 503, so that it is.
 */
export const jobsDoor = new Hono<AppEnv>().post(
  '/run',
  open(),
  answers(200, 'The job is done, has failed for good, or is in other hands.', Ran),
  takes(Wake),
  problems('unauthenticated', 'not_found', 'too_large', 'busy'),
  async (c) => {
    const { platform, verifyWake } = c.env
    if (!verifyWake) throw new AppError('not_found', 'Jobs are not run from outside here.')
    const body = await c.req.text()
    if (body.length > BODY_CHARS_MAX) throw new AppError('too_large', 'A wake is an id.')
    // Behind a proxy the request carries another address than the one that was signed.
    const url = `${platform.settings.publicUrl}${c.req.path}`
    await verifyWake({ body, signature: c.req.header('upstash-signature'), url })
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

/** A body in another shape, though signed, will not get better by being sent again: no job has this id. */
function idOf(body: string): string {
  try {
    return Wake.parse(JSON.parse(body)).id
  } catch {
    return NO_JOB
  }
}
const NO_JOB = '00000000-0000-7000-8000-000000000000'
