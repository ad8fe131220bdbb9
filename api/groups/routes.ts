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

/** Under `/policies/groups`. */
export const groups = new Hono<AppEnv>()
  .get(
    '/',
    allow('policy.target'),
    query(GroupFilter),
    answers(200, 'The groups of the headquarters with their agencies, newest first.', GroupPage),
    async (c) => c.json(await listGroups(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('policy.target'),
    body(CreateGroup),
    once,
    answers(201, 'The group, with those agencies.', Group),
    problems('conflict'),
    async (c) => c.json(await createGroup(c.var.ctx, c.req.valid('json')), 201),
  )
  .get(
    '/:id',
    allow('policy.target'),
    byId,
    answers(200, 'The group with every membership there was.', Group),
    async (c) => c.json(await groupDetail(c.var.ctx, c.req.param('id')), 200),
  )
  .put(
    '/:id',
    allow('policy.target'),
    byId,
    body(RenameGroup),
    answers(200, 'The group has this name.', Group),
    problems('conflict', 'version_conflict'),
    async (c) => c.json(await renameGroup(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .delete(
    '/:id',
    allow('policy.target'),
    byId,
    answers(204, 'The group is in no list any more; policies that it filled stay as they are.'),
    async (c) => {
      await removeGroup(c.var.ctx, c.req.param('id'))
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/members',
    allow('policy.target'),
    byId,
    body(GroupMembers),
    answers(200, 'These agencies are in the group from now on.', Group),
    async (c) => c.json(await addMembers(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .post(
    '/:id/departures',
    allow('policy.target'),
    byId,
    body(GroupMembers),
    answers(200, 'These agencies are in the group no longer; the past stays.', Group),
    async (c) =>
      c.json(await removeMembers(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
