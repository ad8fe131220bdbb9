import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { body, byId, query } from '../http/valid.ts'
import { acknowledgeNotice, editNotice, publishNotice, withdrawNotice } from './commands.ts'
import {
  EditNotice,
  NoticeFilter,
  NoticeItem,
  NoticePage,
  NoticeVersion,
  PublishNotice,
  ReaderFilter,
  ReaderPage,
} from './contract.ts'
import { listNotices, listReaders, noticeFor } from './queries.ts'

export const notices = new Hono<AppEnv>()
  .get(
    '/',
    allow('notice.read'),
    query(NoticeFilter),
    answers(200, 'The notices that the caller may see, important ones first.', NoticePage),
    async (c) => c.json(await listNotices(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/',
    allow('notice.write'),
    body(PublishNotice),
    once,
    answers(201, 'The notice is published and its companies are told.', NoticeItem),
    async (c) => c.json(await publishNotice(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/:id', allow('notice.read'), byId, answers(200, 'One notice.', NoticeItem), async (c) =>
    c.json(await noticeFor(c.var.ctx, c.req.param('id')), 200),
  )
  .put(
    '/:id',
    allow('notice.write'),
    byId,
    body(EditNotice),
    answers(200, 'The notice is changed; it must be acknowledged anew.', NoticeItem),
    problems('version_conflict', 'invalid_transition'),
    async (c) => c.json(await editNotice(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .post(
    '/:id/withdrawal',
    allow('notice.write'),
    byId,
    body(NoticeVersion),
    answers(200, 'Nobody below the headquarters sees it any more.', NoticeItem),
    problems('version_conflict', 'invalid_transition'),
    async (c) =>
      c.json(await withdrawNotice(c.var.ctx, c.req.param('id'), c.req.valid('json')), 200),
  )
  .post(
    '/:id/acknowledgements',
    allow('notice.acknowledge'),
    byId,
    body(NoticeVersion),
    answers(201, 'The caller has read this version; an admin, for their company.', NoticeItem),
    problems('version_conflict'),
    async (c) =>
      c.json(await acknowledgeNotice(c.var.ctx, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/:id/reach',
    allow('notice.reach'),
    byId,
    query(ReaderFilter),
    answers(200, 'The companies to which it is addressed, and who has read it.', ReaderPage),
    async (c) => c.json(await listReaders(c.var.ctx, c.req.param('id'), c.req.valid('query')), 200),
  )
