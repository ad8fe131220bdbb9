import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, bySerial, query } from '../http/valid.ts'
import { addPackage, editPackage } from './commands.ts'
import {
  AddPackage,
  EditPackage,
  Package,
  PackageFilter,
  PackagePage,
  PackageSale,
  PurchaseFilter,
  PurchasePage,
  SellPackage,
} from './contract.ts'
import { listPackages, listPurchases } from './queries.ts'
import { sellPackage } from './sell-package.ts'

/** Under `/packages`: the catalogue of packages, their sales and what customers bought. */
export const packageRoutes = new Hono<AppEnv>()
  .get(
    '/',
    allow('package.read'),
    query(PackageFilter),
    answers(200, 'The packages of the company, in the order added.', PackagePage),
    async (c) => c.json(await listPackages(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('package.write'),
    body(AddPackage),
    once,
    answers(201, 'The package.', Package),
    problems('conflict'),
    async (c) => c.json(await addPackage(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/purchases',
    allow('package.read'),
    query(PurchaseFilter),
    answers(200, 'What the customers of the company bought, newest first.', PurchasePage),
    async (c) => c.json(await listPurchases(c.var.ctx, c.req.valid('query')), 200),
  )
  .put(
    '/:id',
    allow('package.write'),
    bySerial,
    body(EditPackage),
    answers(200, 'The package with these terms; purchases keep theirs.', Package),
    problems('conflict', 'version_conflict'),
    async (c) =>
      c.json(await editPackage(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .post(
    '/:id/sales',
    allow('package.sell'),
    bySerial,
    body(SellPackage),
    once,
    answers(201, 'The purchase and its payment.', PackageSale),
    problems('conflict'),
    async (c) =>
      c.json(await sellPackage(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 201),
  )
