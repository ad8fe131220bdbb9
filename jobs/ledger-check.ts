import type { Ctx } from '#api/context.ts'
import { AppError } from '#api/errors.ts'
import type { Fault } from '#api/ledger/faults.ts'
import { tellOperator } from '#api/reconciliation/letter.ts'
import { reconcile } from '#api/reconciliation/reconcile.ts'
import type { Lease } from './job.ts'
import { LEASE_SECONDS } from './lease.ts'

/** Faults above this number are counted but not listed. */
const TOLD_MAX = 100
const RENEW_MS = (LEASE_SECONDS * 1000) / 6

/** Checks the books every night. A fault fails the job, and is counted, logged and mailed to the operator. */
export async function checkLedger(ctx: Ctx, _: object, lease: Lease): Promise<void> {
  let renewedAt = ctx.clock.now().getTime()
  const onChunk = async () => {
    const now = ctx.clock.now().getTime()
    if (now - renewedAt < RENEW_MS) return
    renewedAt = now
    await lease.progress(ctx)
  }
  const faults = await reconcile(ctx, { onChunk })
  ctx.log.info('ledger.checked', { faults: faults.length })
  if (faults.length > 0) await report(ctx, faults)
}

async function report(ctx: Ctx, faults: Fault[]): Promise<never> {
  for (const fault of faults.slice(0, TOLD_MAX)) ctx.log.error('ledger.fault', fault)
  for (const [check, { length }] of Map.groupBy(faults, (fault) => fault.check))
    ctx.metrics.count('maru_ledger_faults_total', { check }, length)
  // A mail that cannot be sent is logged and hides nothing: the log, the count and the job still report.
  await tellOperator(ctx, faults).catch((cause) => ctx.log.error('ledger.letter_failed', {}, cause))
  throw new AppError('conflict', `The books do not hold: ${faults.length} faults.`)
}
