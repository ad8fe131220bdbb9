import type { Platform } from './platform.ts'

/** Notes that the answer to the request is good until then at most, in milliseconds since 1970. */
export function lastsUntil({ lasts }: Pick<Platform, 'lasts'>, untilMs: number): void {
  if (lasts && untilMs < lasts.untilMs) lasts.untilMs = untilMs
}
