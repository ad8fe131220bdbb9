import type { Actor } from '../access/actor.ts'
import type { Platform } from '../platform/platform.ts'

type Answered = {
  requestId: string
  /** The pattern of the route, never the address. */
  route: string
  method: string
  status: number
  /** Of `performance.now()`, in milliseconds. */
  startedAt: number
  actor: Pick<Actor, 'companyId' | 'userId'> | undefined
}

/** One log line and one timing for each request, whoever answered it. */
export function tellAnswer(
  { log, metrics }: Pick<Platform, 'log' | 'metrics'>,
  of: Answered,
): void {
  const { requestId, route, method, status, actor } = of
  const seconds = (performance.now() - of.startedAt) / 1000
  metrics.time('maru_http_seconds', seconds, { route, method, status: String(status) })
  log.info('request', {
    ...{ requestId, method, route, status },
    ms: Math.round(seconds * 10_000) / 10,
    companyId: actor?.companyId,
    userId: actor?.userId,
  })
}
