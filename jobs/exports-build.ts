import { buildExport, failExport } from '#api/exports/building.ts'
import { job } from './job.ts'

export const exportsBuild = job(
  'exports.build',
  (ctx, { exportId }, lease) => buildExport(ctx, exportId, lease),
  (ctx, { exportId }, error) => failExport(ctx, exportId, error),
)
