import { erasePersonalData } from '#api/privacy/erasing.ts'
import { job } from './job.ts'

export const privacyErase = job('privacy.erase', (ctx, _, lease) => erasePersonalData(ctx, lease))
