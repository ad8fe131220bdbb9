import { mailPasswordReset } from '#api/auth/reset-mail.ts'
import { job } from './job.ts'

export const authMailPasswordReset = job('auth.mail_password_reset', mailPasswordReset)
