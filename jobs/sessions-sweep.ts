import { forgetEndedSessions } from '#api/auth/sessions.ts'
import { job } from './job.ts'

export const sessionsSweep = job('sessions.sweep', forgetEndedSessions)
