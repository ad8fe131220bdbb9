import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, query } from '../http/valid.ts'
import { approveLines, payLines } from './commands.ts'
import {
  ApproveLines,
  LineFilter,
  LinePage,
  PayLines,
  Run,
  Summary,
  SummaryQuery,
} from './contract.ts'
import { listLines, summarise } from './queries.ts'

export const settlements = new Hono<AppEnv>()
  .get(
    '/lines',
    allow('settlement.read'),
    query(LineFilter),
    answers(200, 'What is owed and paid, line by line, newest first.', LinePage),
    async (c) => c.json(await listLines(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/summary',
    allow('settlement.read'),
    query(SummaryQuery),
    answers(200, 'Sums of a month by payer and payee.', Summary),
    async (c) => c.json(await summarise(c.var.ctx, c.req.valid('query').month), 200),
  )
  .post(
    '/approvals',
    allow('settlement.approve'),
    body(ApproveLines),
    once,
    answers(201, 'The lines are approved and stand as approved in the ledger.', Run),
    problems('not_found', 'invalid_transition', 'conflict'),
    async (c) => c.json(await approveLines(c.var.ctx, c.req.valid('json')), 201),
  )
  .post(
    '/payments',
    allow('settlement.pay'),
    body(PayLines),
    once,
    answers(201, 'The payment is recorded; the lines are final.', Run),
    problems('not_found', 'invalid_transition', 'conflict'),
    async (c) => c.json(await payLines(c.var.ctx, c.req.valid('json')), 201),
  )
