import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { addMembers, createGroup, removeGroup, removeMembers, renameGroup } from './commands.ts'
import {
  CreateGroup,
  Group,
  GroupFilter,
  GroupMembers,
  GroupPage,
  RenameGroup,
} from './contract.ts'
import { groupDetail, listGroups } from './queries.ts'

const READ = allow('policy.target', 'group.read')
const WRITE = allow('policy.target', 'group.write')

/** Under `/policies/groups`: a headquarters groups its agencies, an agency its shops. */
export const groups = new Hono<AppEnv>()
  .get(
    '/',
    READ,
    query(GroupFilter),
    answers(200, 'The groups of the company with their members, newest first.', GroupPage),
    async (c) => c.json(await listGroups(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    WRITE,
    body(CreateGroup),
    once,
    answers(201, 'The group, with those companies.', Group),
    problems('conflict'),
    async (c) => c.json(await createGroup(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/:id',
    READ,
    byId,
    answers(200, 'The group with every membership there was.', Group),
    async (c) => c.json(await groupDetail(c.var.ctx, c.req.param('id')), 200),
  )
  .put(
    '/:id',
    WRITE,
    byId,
    body(RenameGroup),
    answers(200, 'The group has this name.', Group),
    problems('conflict', 'version_conflict'),
    async (c) => c.json(await renameGroup(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .delete(
    '/:id',
    WRITE,
    byId,
    answers(204, 'The group is in no list any more; what it was used for stays as it is.'),
    async (c) => {
      await removeGroup(c.var.ctx, c.req.param('id'))
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/members',
    WRITE,
    byId,
    body(GroupMembers),
    answers(200, 'These companies are in the group from now on.', Group),
    async (c) => c.json(await addMembers(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .post(
    '/:id/departures',
    WRITE,
    byId,
    body(GroupMembers),
    answers(200, 'These companies are in the group no longer; the past stays.', Group),
    async (c) =>
      c.json(await removeMembers(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
