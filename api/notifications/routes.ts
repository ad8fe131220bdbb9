import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { body, query } from '../http/valid.ts'
import { markRead } from './commands.ts'
import { MarkRead, NotificationFilter, NotificationPage } from './contract.ts'
import { listNotifications } from './queries.ts'

export const notifications = new Hono<AppEnv>()
  .get(
    '/',
    allow('notification.read'),
    query(NotificationFilter),
    answers(
      200,
      'What was missed since `after`, oldest first; without it the newest first.',
      NotificationPage,
    ),
    problems('not_found'),
    async (c) => c.json(await listNotifications(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/reads',
    allow('notification.read'),
    body(MarkRead),
    answers(204, 'Everything up to this notification is read.'),
    problems('not_found'),
    async (c) => {
      await markRead(c.var.ctx, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
