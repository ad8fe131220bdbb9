import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { PublishPolicy, PublishVersion } from '../policies/contract.ts'
import { requirePublishable, requirePublishableVersion } from '../policies/publishable.ts'
import type { Steps } from './contract.ts'
import { allOf, read, versionOf } from './fields.ts'

// What a draft becomes, strictly read. Whoever publishes it and whoever asks for an approval gets the same faults.

const UNFINISHED = 'The draft cannot be published yet; see errors. Each names its step first.'

/** A person has seen the overlaps, so what was not accepted is refused. */
const accepted = ({ activation }: Steps) => ({ alongside: activation.alongside ?? [] })

export const policyIn = (steps: Steps): PublishPolicy =>
  read(PublishPolicy, { ...allOf(steps), ...accepted(steps) }, UNFINISHED)

/** `version` is that of the policy of which this is the next version. */
export const versionIn = (steps: Steps, version: number): PublishVersion =>
  read(PublishVersion, { ...versionOf(steps), ...accepted(steps), version }, UNFINISHED)

/** Throws what the publication of this draft would throw, and publishes nothing. */
export async function requirePublishableDraft(
  ctx: TxCtx,
  policy: { id: string; version: number } | undefined,
  steps: Steps,
): Promise<void> {
  if (policy) {
    await requirePublishableVersion(ctx, policy.id, versionIn(steps, policy.version))
    return
  }
  const input = policyIn(steps)
  await requirePublishable(ctx, input)
  const [taken] = await rowsOf(
    ctx.db,
    sql`select 1 as found from policies where hq_id = ${ctx.actor.hqId} and title = ${input.title}`,
    { found: integer },
  )
  if (taken) throw titleTaken()
}

/** The refusal of a title that another policy of the headquarters has. */
export function titleTaken(): AppError {
  const taken: FieldError = {
    path: 'title',
    code: 'taken',
    message: 'A policy with this title exists. Choose another title.',
  }
  return new AppError('conflict', taken.message, { errors: [taken] })
}
