import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { acknowledge } from './acknowledge.ts'
import { countReach, listReach } from './board.ts'
import { changesFor } from './changes.ts'
import { noteCall, remind } from './contact.ts'
import {
  Acknowledge,
  Acknowledged,
  Changes,
  Contact,
  NoteCall,
  ReachCounts,
  ReachFilter,
  ReachPage,
  ReachRecord,
  RecordFilter,
  Remind,
  Reminded,
} from './contract.ts'
import { reachRecord } from './record.ts'

/** Who has read and priced a policy; under `/policies/:id`. */
export const reach = new Hono<AppEnv>()
  .post(
    '/:id/acknowledgements',
    allow('policy.acknowledge'),
    byId,
    body(Acknowledge),
    answers(201, 'The caller has read this version; an admin, for their company.', Acknowledged),
    problems('not_found', 'version_conflict'),
    async (c) => c.json(await acknowledge(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/:id/changes',
    allow('policy.acknowledge'),
    byId,
    answers(200, 'What is new since the version that the company has read last.', Changes),
    problems('not_found'),
    async (c) => c.json(await changesFor(c.var.ctx, c.req.param('id')), 200),
  )
  .get(
    '/:id/reach',
    allow('policy.reach'),
    byId,
    query(ReachFilter),
    answers(200, 'The companies that the policy reaches; for an agency, its shops.', ReachPage),
    problems('not_found'),
    async (c) => c.json(await listReach(c.var.ctx, c.req.param('id'), c.req.valid('query')), 200),
  )
  .get(
    '/:id/reach/counts',
    allow('policy.reach'),
    byId,
    answers(200, 'How many of them have read and priced it.', ReachCounts),
    problems('not_found'),
    async (c) => c.json(await countReach(c.var.ctx, c.req.param('id')), 200),
  )
  .get(
    '/:id/reach/record',
    allow('policy.reach'),
    byId,
    query(RecordFilter),
    answers(200, 'Everybody of one company who has read it, and how it was reminded.', ReachRecord),
    problems('not_found'),
    async (c) =>
      c.json(await reachRecord(c.var.ctx, c.req.param('id'), c.req.valid('query').companyId), 200),
  )
  .post(
    '/:id/reminders',
    allow('message.send'),
    byId,
    body(Remind),
    once,
    answers(201, 'Each company with what became of its reminder.', Reminded),
    problems('not_found', 'invalid_transition'),
    async (c) => c.json(await remind(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/:id/calls',
    allow('message.send'),
    byId,
    body(NoteCall),
    once,
    answers(201, 'The call is noted; it does not count as reading.', Contact),
    problems('not_found'),
    async (c) => c.json(await noteCall(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
