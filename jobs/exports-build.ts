import { buildExport } from '#api/exports/building.ts'
import { failExport } from '#api/exports/ending.ts'
import { job } from './job.ts'

export const exportsBuild = job(
  'exports.build',
  (ctx, { exportId }, lease) => buildExport(ctx, exportId, lease),
  (ctx, { exportId }, error) => failExport(ctx, exportId, error),
)
