import { serverNow } from '../lib/server-clock.ts'
import { dateTime, relative, shortDate, shortDateTime, timeOf } from '../lib/when.ts'

type Props = {
  at: string | null | undefined
  /** `full` 2026-11-20 14:31, `short` 11-20 14:31, `date` 11-20, `time` 14:31, `ago` 3분 전. */
  as?: 'full' | 'short' | 'date' | 'time' | 'ago'
}

const SHOW = {
  full: dateTime,
  short: shortDateTime,
  date: shortDate,
  time: timeOf,
  ago: (at: string) => relative(at, serverNow()),
}

/** A moment in Seoul time; the title always has all of it. */
export function When({ at, as = 'short' }: Props) {
  if (!at) return <span class="subtle">–</span>
  return (
    <time class="n" dateTime={at} title={dateTime(at)}>
      {SHOW[as](at)}
    </time>
  )
}
