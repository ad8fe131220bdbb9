import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { openCompany } from './close-company.ts'
import { addCompany } from './commands.ts'
import {
  AddCompany,
  ClosingEffects,
  CompanyDetail,
  CompanyFilter,
  CompanyPage,
  CompanyTree,
  EditCompany,
  EditTreeSettings,
  OpenCompany,
  TreeSettings,
} from './contract.ts'
import { closingEffects } from './dependents.ts'
import { editCompany } from './edit-company.ts'
import { companyFor, companyTree, listCompanies, readTreeSettings } from './queries.ts'
import { editTreeSettings } from './settings.ts'

export const companies = new Hono<AppEnv>()
  .get(
    '/',
    allow('company.read'),
    query(CompanyFilter),
    answers(200, 'The companies in scope, in the order in which they joined.', CompanyPage),
    async (c) => c.json(await listCompanies(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('company.create'),
    body(AddCompany),
    once,
    answers(201, 'The company is there, open and without people; invite its admin.', CompanyDetail),
    problems('not_found', 'conflict'),
    async (c) => c.json(await addCompany(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/tree',
    allow('company.read'),
    answers(200, 'The companies in scope, those above first, with their people.', CompanyTree),
    async (c) => c.json(await companyTree(c.var.ctx), 200),
  )
  .get(
    '/settings',
    allow('company.settings'),
    answers(200, 'What the headquarters decided for its whole tree.', TreeSettings),
    async (c) => c.json(await readTreeSettings(c.var.ctx), 200),
  )
  .put(
    '/settings',
    allow('company.settings'),
    body(EditTreeSettings),
    answers(200, "It holds from everybody's next request on.", TreeSettings),
    problems('version_conflict'),
    async (c) => c.json(await editTreeSettings(c.var.ctx, c.req.valid('json')), 200),
  )
  .get(
    '/:id',
    allow('company.read'),
    byId,
    answers(200, 'The company, and how to reach those above it.', CompanyDetail),
    async (c) => c.json(await companyFor(c.var.ctx, c.req.valid('param').id), 200),
  )
  .put(
    '/:id',
    allow('company.update'),
    byId,
    body(EditCompany),
    answers(200, 'The company as it stands now.', CompanyDetail),
    problems('version_conflict'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await editCompany(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
  .get(
    '/:id/closing-effects',
    allow('company.close'),
    byId,
    answers(200, 'What closing it would cut off now.', ClosingEffects),
    async (c) => c.json(await closingEffects(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/:id/opening',
    allow('company.close'),
    byId,
    body(OpenCompany),
    answers(200, 'It is open again, and what is below it as it was.', CompanyDetail),
    problems('conflict', 'version_conflict', 'invalid_transition'),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await openCompany(c.var.ctx, id, c.req.valid('json')), 200)
    },
  )
