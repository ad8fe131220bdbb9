import { forgetEndedSessions } from '#api/auth/sessions.ts'
import { forgetFailures } from '#api/lockout/lockout.ts'
import { job } from './job.ts'

export const sessionsSweep = job('sessions.sweep', async (ctx) => {
  await forgetEndedSessions(ctx)
  await forgetFailures(ctx)
})
