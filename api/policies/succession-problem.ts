import type { CellCarrier, JoinType, PolicyStatus } from '#db/words.ts'

/** Why a policy cannot follow another one; pure, so that a draft learns of it before it is published. */
export const SUCCESSION_PROBLEMS = [
  'ended',
  'succeeded',
  'before_start',
  'carrier',
  'join_type',
] as const
export type SuccessionProblem = (typeof SUCCESSION_PROBLEMS)[number]

type Scope = { carrier: CellCarrier; joinType: JoinType | 'all' }
type Predecessor = Scope & {
  status: PolicyStatus
  validFrom: Date
  validTo: Date | null
  /** Whether another policy follows it already. */
  isSucceeded: boolean
}

/** Whether the validity of a policy is over, also before the clock's job has marked it. */
export const hasEnded = ({ validTo }: { validTo: Date | null }, now: Date): boolean =>
  validTo !== null && validTo <= now

/**
 * The first reason for which a policy that starts at `startsAt` cannot follow this one. Nobody may be without a
 * price at the change, so it takes at least the same orders.
 */
export function successionProblem(
  before: Predecessor,
  after: Scope & { startsAt: Date },
  now: Date,
): SuccessionProblem | undefined {
  if (before.status !== 'active' || hasEnded(before, now)) return 'ended'
  if (before.isSucceeded) return 'succeeded'
  if (before.validFrom >= after.startsAt) return 'before_start'
  if (!covers(after.carrier, before.carrier)) return 'carrier'
  return covers(after.joinType, before.joinType) ? undefined : 'join_type'
}

const covers = (wider: string, narrower: string) => wider === 'all' || wider === narrower

/**
 * When a policy starts that follows another: never before it is published, because the other one has taken orders
 * until then, which would lie after its end.
 */
export const startAfter = (written: Date, now: Date): Date => (written < now ? now : written)

/** Where a predecessor ends: at its successor's start, or earlier if it would end earlier by itself. */
export const endBefore = (validTo: Date | null, startsAt: Date): Date =>
  validTo && validTo < startsAt ? validTo : startsAt
