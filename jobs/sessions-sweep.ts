import { forgetEndedSessions } from '#api/auth/commands.ts'
import { job } from './job.ts'

export const sessionsSweep = job('sessions.sweep', forgetEndedSessions)
