import { expireExports } from '#api/exports/commands.ts'
import { job } from './job.ts'

export const exportsSweep = job('exports.sweep', (ctx, _, lease) => expireExports(ctx, lease))
