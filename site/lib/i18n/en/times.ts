import type { Translated } from '../catalogue.ts'
import type { times as ko } from '../ko/times.ts'

export const times: Translated<typeof ko> = {
  now: 'just now',
  minutes_ago: '{n} min ago',
  hours_ago: '{n} h ago',
  minutes: '{n} min',
  hours: '{n} h',
  hours_minutes: '{h} h {m} min',
  days: '{n} {n|day,days}',
}
