import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Actor } from '../access/actor.ts'
import { personNamespace, treeAuthNamespace } from '../access/namespaces.ts'
import type { AppEnv } from './env.ts'
import { ANSWER_BYTES_MAX, finished, watched } from './finished-answers.ts'

/** Headers of an answer that are kept with it; an answer with any other one is not kept. */
const KEPT_HEADERS = new Set(['content-type', 'etag', 'cache-control'])
/** Set anew on every answer (`every-answer.ts`). */
const OF_EVERY_ANSWER =
  /^(x-trace-id|x-content-type-options|referrer-policy|content-security-policy|date)$/

/**
 * Keeps the answers of a route that only reads, for the door (decision 055). `namespacesOf` names everything that
 * changes an answer, but for the caller's rights; what changes with time alone is said by `lastsUntil`.
 */
export const keepFinished = (namespacesOf: (actor: Actor) => readonly string[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const { attempt, platform } = c.env
    const { status } = c.res
    if (!attempt || (status !== 200 && status !== 304)) return
    const { actor, lasts } = c.var.ctx
    const { userId, companyId, hqId } = actor
    const namespaces = [personNamespace(userId), treeAuthNamespace(hqId), ...namespacesOf(actor)]
    const { watchedKey, answerKey, before } = attempt
    watched(platform).set(watchedKey, {
      namespaces,
      actor: { userId, companyId },
      route: routePath(c, -1),
    })
    // Another company or tree since the address was first seen: its versions were not the ones to read.
    if (!lasts || !before || before.namespaces.join() !== namespaces.join()) return
    const headers: Record<string, string> = {}
    for (const [name, value] of c.res.headers) {
      if (KEPT_HEADERS.has(name)) headers[name] = value
      else if (!OF_EVERY_ANSWER.test(name)) return
    }
    const bytes = status === 304 ? null : new Uint8Array(await c.res.clone().arrayBuffer())
    if (bytes && bytes.byteLength > ANSWER_BYTES_MAX) return
    const { version } = before
    finished(platform).set(answerKey, { version, untilMs: lasts.untilMs, bytes, headers })
  })
