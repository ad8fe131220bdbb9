import { tellNewDevice } from '#api/auth/new-device-mail.ts'
import { job } from './job.ts'

export const authTellNewDevice = job('auth.tell_new_device', (ctx, { sessionId }) =>
  tellNewDevice(ctx, sessionId),
)
