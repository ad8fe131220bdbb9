import { checkLedger } from '#api/ledger/check.ts'
import { job } from './job.ts'
import { keeping } from './lease.ts'

/** Faults beyond these are counted and not told one by one. */
const TOLD_MAX = 100

export const ledgerCheck = job('ledger.check', async (ctx, _, lease) => {
  const faults = await keeping(ctx, lease, () => checkLedger(ctx))
  for (const fault of faults.slice(0, TOLD_MAX)) ctx.log.error('ledger.fault', fault)
  ctx.metrics.count('maru_business_events_total', { event: 'ledger_fault' }, faults.length)
  ctx.log.info('ledger.checked', { faults: faults.length })
})
