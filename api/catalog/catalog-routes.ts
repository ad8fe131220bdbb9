import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId } from '../http/valid.ts'
import {
  CatalogSettings,
  EditCatalogSettings,
  ImportCatalog,
  ImportedCatalog,
  ImportList,
  ImportResult,
} from './contract.ts'
import { importCatalog } from './import.ts'
import { editCatalogSettings, readCatalogSettings } from './settings.ts'
import { listImports, undoImport } from './undo-import.ts'

/** Under `/catalog`: what concerns plans and devices as a whole. */
export const catalog = new Hono<AppEnv>()
  .get(
    '/settings',
    allow('plan.read'),
    answers(200, 'The carriers, SIM kinds and couriers that the HQ offers.', CatalogSettings),
    async (c) => c.json(await readCatalogSettings(c.var.ctx), 200),
  )
  .put(
    '/settings',
    allow('plan.write'),
    body(EditCatalogSettings),
    answers(200, 'They hold for the whole tree, from the next order on.', CatalogSettings),
    problems('version_conflict'),
    async (c) => c.json(await editCatalogSettings(c.var.ctx, c.req.valid('json')), 200),
  )
  .get(
    '/imports',
    allow('plan.write'),
    answers(200, 'The last imports, the newest first.', ImportList),
    async (c) => c.json(await listImports(c.var.ctx), 200),
  )
  .post(
    '/import',
    allow('plan.write'),
    body(ImportCatalog),
    once,
    answers(201, 'What became of each row; after a dry run, what would.', ImportResult),
    problems('conflict'),
    async (c) => c.json(await importCatalog(c.var.ctx, c.req.valid('json')), 201),
  )
  .post(
    '/imports/:id/undo',
    allow('plan.write'),
    byId,
    answers(200, 'The import is taken back as a whole.', ImportedCatalog),
    problems('conflict'),
    async (c) => c.json(await undoImport(c.var.ctx, c.req.valid('param').id), 200),
  )
