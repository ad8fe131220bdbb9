import { CHECKED, type FormEntry, fieldFor } from '#api/forms/entry.ts'
import { type Field, fieldOf } from '#api/forms/fields.ts'
import type { Catalogue } from '../../lib/i18n/catalogue.ts'
import { hasWords, t } from '../../lib/i18n/t.ts'
import { inGroups, type MaskName } from '../../lib/mask-groups.ts'

type FieldKey = Extract<keyof Catalogue['fields'], string>

/** The label of the policy, else the catalogue's; a test proves that the catalogue names each of its fields. */
export const labelOf = (entry: FormEntry): string =>
  entry.label ?? (fieldOf(entry.key) ? t(`fields.${entry.key as FieldKey}`) : entry.key)

/** The words of one choice: the policy's, else the catalogue's. */
export function optionLabel(entry: FormEntry, value: string): string {
  const own = entry.options?.find((option) => option.value === value)?.label
  if (own) return own
  if (entry.key === 'bill_method') return t(`fields.bill.${value as 'bank'}`)
  if (entry.key === 'previous_carrier')
    return value === 'mvno' ? t('fields.carrier.mvno') : t(`words.carrier.${value as 'skt'}`)
  if (value === CHECKED && entry.type === 'checkbox') return t('fields.checked')
  const key = `fields.option.${entry.key}.${value}`
  return hasWords(key) ? t(key) : value
}

/** Numbers with a known format get an input mask. */
export const maskOf = ({ kind, key }: Field): MaskName | undefined =>
  kind === 'phone' || kind === 'telephone'
    ? 'phone'
    : kind === 'imei' || kind === 'business' || kind === 'eid' || kind === 'account'
      ? kind
      : key === 'birth_date'
        ? 'birth'
        : undefined

/** An answer as people read it: choices in words, numbers in their usual groups. */
export function shownAnswer(entry: FormEntry, answer: string): string {
  const field = fieldFor(entry)
  if (!field) return answer
  switch (field.kind) {
    case 'choice':
      return optionLabel(entry, answer)
    case 'checks':
      return answer
        .split(',')
        .map((value) => optionLabel(entry, value))
        .join(', ')
    case 'attachment':
      return t('fields.attached')
    case 'won':
      return t('fields.won', { won: grouped(answer) })
    case 'days':
      return t('fields.days', { days: grouped(answer) })
    case 'number':
      return grouped(answer)
    case 'datetime':
      return answer.replace('T', ' ')
    default: {
      const mask = maskOf(field)
      // Masked numbers arrive grouped; plain ones are digits.
      return mask && /^\d+$/.test(answer) ? inGroups(mask, answer) : answer
    }
  }
}

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

const MEGABYTE = 1024 * 1024

/** `2.3MB`, at least 0.1. */
export const sizeWords = (bytes: number): string =>
  t('fields.megabytes', { mb: Math.max(0.1, Math.ceil((bytes / MEGABYTE) * 10) / 10) })
