import { transact } from '#api/context.ts'
import { forgetOldAnswers } from '#api/idempotency/once.ts'
import { job } from './job.ts'

export const idempotencySweep = job('idempotency.sweep', (ctx) => transact(ctx, forgetOldAnswers))
