import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, query } from '../http/valid.ts'
import { allocateBudget, distributeBudget } from './commands.ts'
import {
  Balance,
  BalanceList,
  BalanceQuery,
  EntryFilter,
  EntryPage,
  MoveBudget,
  MovedBudget,
} from './contract.ts'
import { balanceOf, listBalances, listEntries } from './queries.ts'

export const rebates = new Hono<AppEnv>()
  .post(
    '/allocations',
    allow('rebate.allocate'),
    body(MoveBudget),
    once,
    answers(201, 'Every named agency has the budget; its usable balance is given.', MovedBudget),
    async (c) => c.json(await allocateBudget(c.var.ctx, c.req.valid('json')), 201),
  )
  .post(
    '/distributions',
    allow('rebate.distribute'),
    body(MoveBudget),
    once,
    answers(201, 'Every named shop has the budget; its usable balance is given.', MovedBudget),
    problems('insufficient_balance'),
    async (c) => c.json(await distributeBudget(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/balance',
    allow('rebate.read'),
    query(BalanceQuery),
    answers(200, 'What a company may still cause, holds and has used.', Balance),
    problems('not_found'),
    async (c) => c.json(await balanceOf(c.var.ctx, c.req.valid('query').companyId), 200),
  )
  .get(
    '/balances',
    allow('rebate.read'),
    answers(200, "The budgets of the caller's direct subordinates.", BalanceList),
    async (c) => c.json(await listBalances(c.var.ctx), 200),
  )
  .get(
    '/entries',
    allow('rebate.read'),
    query(EntryFilter),
    answers(200, "What moved a company's budget, newest first.", EntryPage),
    problems('not_found'),
    async (c) => c.json(await listEntries(c.var.ctx, c.req.valid('query')), 200),
  )
