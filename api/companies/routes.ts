import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers } from '../http/notes.ts'
import { byId, query } from '../http/valid.ts'
import { CompanyDetail, CompanyFilter, CompanyPage } from './contract.ts'
import { companyFor, listCompanies } from './queries.ts'

export const companies = new Hono<AppEnv>()
  .get(
    '/',
    allow('company.read'),
    query(CompanyFilter),
    answers(200, 'The companies in scope, in the order in which they joined.', CompanyPage),
    async (c) => c.json(await listCompanies(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/:id',
    allow('company.read'),
    byId,
    answers(200, 'The company, and how to reach those above it.', CompanyDetail),
    async (c) => c.json(await companyFor(c.var.ctx, c.req.valid('param').id), 200),
  )
