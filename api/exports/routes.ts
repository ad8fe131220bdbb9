import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { cancelExport, requestExport, retryExport } from './commands.ts'
import { Export, ExportFilter, ExportPage, RequestExport, XLSX } from './contract.ts'
import { openExportFile } from './open-file.ts'
import { exportById, listExports } from './queries.ts'

/** The permissions for any kind of file; the command demands the one for its kind. */
const ANY_FILE = allow('export.settlements', 'export.audit', 'policy.impact')

export const exports = new Hono<AppEnv>()
  .get(
    '/',
    allow('export.read'),
    query(ExportFilter),
    answers(200, 'The exports of the caller’s company, newest first.', ExportPage),
    async (c) => c.json(await listExports(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    ANY_FILE,
    body(RequestExport),
    once,
    answers(202, 'The export is queued; its state says how far it is.', Export),
    problems('not_found', 'invalid_transition', 'too_many_requests'),
    async (c) => c.json(await requestExport(c.var.ctx, c.req.valid('json')), 202),
  )
  .get(
    '/:id',
    allow('export.read'),
    byId,
    answers(200, 'How far it is, or why it ended.', Export),
    problems('not_found'),
    async (c) => c.json(await exportById(c.var.ctx, c.req.param('id')), 200),
  )
  .get(
    '/:id/file',
    ANY_FILE,
    byId,
    answers(200, 'The workbook.', undefined, XLSX),
    problems('not_found', 'conflict', 'gone'),
    async (c) => {
      const file = await openExportFile(c.var.ctx, c.req.param('id'))
      return c.body(file.body, 200, {
        'content-type': file.type,
        'content-length': String(file.sizeBytes),
        'content-disposition': contentDisposition(file.fileName),
      })
    },
  )
  .post(
    '/:id/cancellation',
    ANY_FILE,
    byId,
    answers(200, 'Cancelled, or about to be: then `cancelRequested` is true.', Export),
    problems('not_found', 'invalid_transition'),
    async (c) => c.json(await cancelExport(c.var.ctx, c.req.param('id')), 200),
  )
  .post(
    '/:id/retry',
    ANY_FILE,
    byId,
    answers(202, 'The export is queued again.', Export),
    problems('not_found', 'invalid_transition', 'too_many_requests'),
    async (c) => c.json(await retryExport(c.var.ctx, c.req.param('id')), 202),
  )
