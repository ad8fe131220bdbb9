import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { query } from '../http/valid.ts'
import { AuditFilter, AuditPage } from './contract.ts'
import { listAudit } from './queries.ts'

export const audit = new Hono<AppEnv>().get(
  '/',
  allow('audit.read'),
  query(AuditFilter),
  answers(200, 'What was done in the tree, by whom and from where; the newest first.', AuditPage),
  async (c) => c.json(await listAudit(c.var.ctx, c.req.valid('query')), 200),
)
