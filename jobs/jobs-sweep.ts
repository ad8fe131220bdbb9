import { job } from './job.ts'
import { forgetOldJobs } from './schedule.ts'

export const jobsSweep = job('jobs.sweep', forgetOldJobs)
