import { describeError } from './log-error.ts'
import type { Clock, Log, LogFields } from './platform.ts'

const TEXT_MAX = 1_000
const RESERVED = new Set(['at', 'level', 'event', 'release', 'error'])
/** A second safeguard: a field with such a name is a secret or personal, whatever code passed it in. */
const PRIVATE =
  /^(password|secret|token|accessToken|refreshToken|cookie|authorization|phone|email|birthDate|accountNumber|body)$/i

/** One JSON line per call. Objects are dropped: a record passed in by mistake must not be printed. */
export function jsonLog(options: {
  write(line: string): void
  clock: Clock
  level: 'info' | 'error'
  release: string
}): Log {
  const line = (
    level: string,
    event: string,
    fields: LogFields | undefined,
    error?: { error: unknown },
  ) =>
    options.write(
      JSON.stringify({
        at: options.clock.now().toISOString(),
        level,
        event,
        release: options.release,
        ...plain(fields),
        ...error,
      }),
    )
  return {
    info: (event, fields) => {
      if (options.level === 'info') line('info', event, fields)
    },
    error: (event, fields, cause) =>
      line(
        'error',
        event,
        fields,
        cause === undefined ? undefined : { error: describeError(cause) },
      ),
  }
}

function plain(fields: LogFields = {}): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (RESERVED.has(name) || PRIVATE.test(name)) continue
    if (typeof value === 'string') kept[name] = value.slice(0, TEXT_MAX)
    else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = value
  }
  return kept
}
