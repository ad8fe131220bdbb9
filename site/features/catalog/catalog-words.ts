import { startOfDay } from '#api/calendar.ts'
import type { Device, Plan } from '#api/catalog/contract.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { dateOf, dateTime, timeOf } from '../../lib/when.ts'

/** The default bands are steps of 11,000 won, into which a fee is rounded up (`domain.md` B.6). */
const BAND_WON = 11_000
export const bandOf = (feeWon: number): string =>
  `${(Math.ceil(feeWon / BAND_WON) * BAND_WON) / 1000}K`

type Validity = Pick<Plan, 'validFrom' | 'validUntil'>
export function validityWords({ validFrom: from, validUntil: until }: Validity): string {
  if (from && until) return t('reference.between', { from, until })
  if (from) return t('reference.since', { from })
  return until ? t('reference.until', { until }) : t('reference.always')
}

/** An instant in words: only its day when it is the day's first. */
export const instantWords = (at: string): string =>
  timeOf(at) === '00:00' ? dateOf(at) : dateTime(at)

/** The instant at which a Seoul day begins, as the API takes it. */
export const beginOf = (day: string): string => startOfDay(day).toISOString()

export const storageWords = (storages: Device['storages']): string =>
  storages.map(({ name, priceWon }) => `${name} ${won(priceWon)}`).join(', ')

/** The planned change of a plan or device; undefined where there is none. */
export function nextWords(row: Plan | Device): string | undefined {
  if (!row.next) return undefined
  const what =
    'monthlyFeeWon' in row.next ? won(row.next.monthlyFeeWon) : storageWords(row.next.storages)
  const days = validityWords(row.next)
  const parts = [what, ...(days === validityWords(row) ? [] : [days])]
  return t('reference.next_change', {
    at: instantWords(row.next.effectiveFrom),
    what: parts.join(' · '),
  })
}

/** The sentence of a refusal that the catalogue knows better than the general one; undefined for others. */
export function sayCatalog(error: unknown, name: string): string | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'conflict') return undefined
  const { why, names } = error.facts
  if (why === 'changed_since') return t('reference.changed_since', { names: String(names) })
  if (why === 'in_use')
    return names
      ? t('reference.used_since', { names: String(names) })
      : t('reference.in_use', { name })
  return undefined
}

export const wasFirst = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'version_conflict'
