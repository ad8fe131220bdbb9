import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, integer, objectOf, oneOf, recordOf, text } from '#db/values.ts'
import { DRAFT_STEPS } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Draft, DraftChanges, DraftFilter, DraftItem, Steps } from './contract.ts'
import { DRAFT, DRAFT_COLUMNS, DRAFT_FILTERS, DRAFT_TABLES, itemOf } from './list.ts'

/** Every draft of the own HQ that has not expired. */
const visibleDrafts = (ctx: Ctx): SQL =>
  sql`d.hq_id = ${ctx.actor.companyId} and d.expires_at > ${ctx.clock.now().toISOString()}`

/** One page of the drafts of the HQ, newest first. */
export async function listDrafts(ctx: Ctx, filter: DraftFilter): Promise<Page<DraftItem>> {
  const wanted = [visibleDrafts(ctx), ...conditionsOf(DRAFT_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${DRAFT_COLUMNS} from ${DRAFT_TABLES} where ${sql.join(wanted, sql` and `)}
      order by d.id desc limit ${sql.raw(String(filter.limit + 1))}`,
    DRAFT,
  )
  return toPage(rows.map(itemOf), filter.limit)
}

/** A draft of the own HQ; `lock` holds it until the end of the transaction. */
export async function draftFor(ctx: Ctx, id: string, lock = false): Promise<DraftItem> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${DRAFT_COLUMNS} from ${DRAFT_TABLES} where d.id = ${id} and ${visibleDrafts(ctx)}
      ${lock ? sql`for update of d` : sql``}`,
    DRAFT,
  )
  return row ? itemOf(row) : refuseMissing(ctx, id)
}

/** A draft with the content of its steps, and who changed each of them last. */
export async function draftDetail(ctx: Ctx, id: string): Promise<Draft> {
  const draft = await draftFor(ctx, id)
  return { ...draft, steps: await stepsOf(ctx, id), changes: await changesOf(ctx, id) }
}

/** What is written in the steps of a draft. */
export async function stepsOf(ctx: Ctx, id: string): Promise<Steps> {
  const rows = await rowsOf(
    ctx.db,
    sql`select step, payload from policy_draft_steps where draft_id = ${id}`,
    { step: oneOf(DRAFT_STEPS), payload: recordOf((value: unknown) => value) },
  )
  // Each step was stored after its schema had accepted it; publishing checks it again.
  return Object.fromEntries(rows.map(({ step, payload }) => [step, payload])) as Steps
}

/** Since when each step of a draft is as it is, and who saved it then. */
export async function changesOf(ctx: Ctx, id: string): Promise<DraftChanges> {
  const rows = await rowsOf(
    ctx.db,
    sql`select s.step, s.version, s.updated_at as at, json_build_object('id', u.id, 'name', u.name) as by
      from policy_draft_steps s join users u on u.id = s.updated_by where s.draft_id = ${id}`,
    {
      step: oneOf(DRAFT_STEPS),
      version: integer,
      at: instant,
      by: objectOf({ id: text, name: text }),
    },
  )
  // A draft is stored with all of its steps.
  return Object.fromEntries(
    rows.map(({ step, at, ...change }) => [step, { ...change, at: at.toISOString() }]),
  ) as DraftChanges
}

/** `gone` with the policy that the draft has become; `not_found` for a deleted or a stranger's one. */
async function refuseMissing(ctx: Ctx, id: string): Promise<never> {
  const [published] = await rowsOf(
    ctx.db,
    sql`select p.id as "policyId", p.title, v.number, v.published_at as at, u.name as by
      from policy_versions v join policies p on p.id = v.policy_id join users u on u.id = v.published_by
      where v.draft_id = ${id} and v.hq_id = ${ctx.actor.companyId}`,
    { policyId: text, title: text, number: integer, at: instant, by: text },
  )
  if (!published) throw new AppError('not_found', 'There is no such draft.')
  throw new AppError('gone', 'This draft is published. Open the policy that it has become.', {
    facts: { ...published, at: published.at.toISOString() },
  })
}
