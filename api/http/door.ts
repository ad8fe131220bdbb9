import { ACCESS_COOKIE, cookieFrom } from '../devices/cookies.ts'
import type { Platform } from '../platform/platform.ts'
import { headersOf, requestIdOf } from './every-answer.ts'
import {
  type Attempt,
  type Finished,
  finished,
  KEY_CHARACTERS_MAX,
  type Watched,
  watched,
} from './finished-answers.ts'
import { countCall } from './rate.ts'
import { tellAnswer } from './told.ts'

/** A request as either runtime has it. */
export type Asked = {
  method: string
  /** Path and query, as they were sent. */
  address: string
  /** By its name in lower case. */
  header(name: string): string | undefined
  /** The body as text, as the framework decodes it. */
  body(): Promise<string>
}
type AtDoor = { response: Response } | { attempt: Attempt }

/** The longest body of a question that is answered at the door. */
const BODY_BYTES_MAX = 4_000

/**
 * Answers a request before the framework sees it, if this process has given the same answer to the same credential
 * and nothing that it is made from has changed since; otherwise returns what the framework needs to keep its
 * answer. Undefined where no answer may be kept.
 */
export function atDoor(platform: Platform, asked: Asked): Promise<AtDoor> | AtDoor | undefined {
  const credential = credentialIn(asked, platform)
  if (credential === undefined) return undefined
  const { method, address } = asked
  if (credential.length + address.length > KEY_CHARACTERS_MAX) return undefined
  const query = address.indexOf('?')
  const path = query === -1 ? address : address.slice(0, query)
  const watchedKey = `${credential} ${method} ${path}`
  const known = watched(platform).get(watchedKey)
  const answerKey = query === -1 ? watchedKey : watchedKey + address.slice(query)
  // The first request teaches the framework's middleware; until then its body is left alone.
  if (!known) return { attempt: { watchedKey, answerKey } }
  return look(platform, asked, known, watchedKey, answerKey)
}

async function look(
  platform: Platform,
  asked: Asked,
  known: Watched,
  watchedKey: string,
  address: string,
): Promise<AtDoor> {
  const startedAt = performance.now()
  // A body that breaks off is the framework's to refuse.
  const body = asked.method === 'GET' ? '' : await asked.body().catch(() => undefined)
  if (body === undefined) return { attempt: { watchedKey, answerKey: address } }
  const answerKey = `${address} ${body}`
  const { namespaces } = known
  const version = await platform.cache.version(...namespaces).catch(() => undefined)
  // While the cache is away every answer is made anew.
  if (version === undefined) return { attempt: { watchedKey, answerKey } }
  const found = finished(platform).get(answerKey)
  const now = platform.clock.now()
  const isGood =
    found !== undefined &&
    found.version === version &&
    now.getTime() < found.untilMs &&
    (found.bytes !== null || isHeldBy(asked, found))
  platform.metrics.count('maru_cache_total', { result: isGood ? 'finished' : 'unfinished' })
  // One call too many is refused by the framework, which counts it.
  if (!isGood || !countCall(platform, known.actor.userId))
    return { attempt: { watchedKey, answerKey, before: { namespaces, version } } }
  return { response: send(platform, asked, known, found, { startedAt, now }) }
}

function send(
  platform: Platform,
  asked: Asked,
  { actor, route }: Watched,
  answer: Finished,
  { startedAt, now }: { startedAt: number; now: Date },
): Response {
  const requestId = requestIdOf(asked.header('traceparent'))
  const isHeld = isHeldBy(asked, answer)
  const status = isHeld ? 304 : 200
  const headers = { ...headersOf(requestId, now), ...answer.headers }
  tellAnswer(platform, { requestId, route, method: asked.method, status, startedAt, actor })
  return new Response(isHeld ? null : answer.bytes, { status, headers })
}

/** Whether the caller has the answer already. */
const isHeldBy = ({ header }: Asked, { headers: { etag } }: Finished): boolean =>
  etag !== undefined && header('if-none-match') === etag

/**
 * What identifies the caller, if answers for them may be kept: reading with a token or with the site's cookie, or a
 * short question in JSON. A question with a cookie counts only from our own pages, as for the framework.
 */
function credentialIn(
  { method, header }: Asked,
  { settings }: Pick<Platform, 'settings'>,
): string | undefined {
  const isQuestion = method === 'POST'
  if (method !== 'GET' && !isQuestion) return undefined
  if (isQuestion && !isShortJson(header)) return undefined
  const authorization = header('authorization')
  if (authorization !== undefined) return authorization
  if (isQuestion && !isOurs(header, settings.publicUrl)) return undefined
  if (header('upgrade') !== undefined) return undefined
  const cookies = header('cookie')
  const token = cookies && cookieFrom(cookies, ACCESS_COOKIE)
  // No header has a line break: a token sent as another kind of Authorization is not this one.
  return token ? `\n${token}` : undefined
}

/** Both headers, where the framework is content with one: a page at another address of ours is left to it. */
function isOurs(header: Asked['header'], publicUrl: string): boolean {
  if (header('sec-fetch-site') !== 'same-origin') return false
  const origin = header('origin')
  return origin === undefined || origin === new URL(publicUrl).origin
}

const isShortJson = (header: Asked['header']): boolean =>
  header('content-type') === 'application/json' &&
  header('content-encoding') === undefined &&
  header('transfer-encoding') === undefined &&
  Number(header('content-length')) <= BODY_BYTES_MAX
