import type { FormField } from '#db/schema/policies.ts'
import type { OwnType } from '#db/words.ts'
import { ATTACHMENT_ID_LENGTH, type Field, type FieldKind, fieldOf } from './fields.ts'

export type FormEntry = FormField
export type Template = readonly FormEntry[]

/** The prefix of an HQ's own fields; no name of the catalogue begins with it. */
export const OWN_PREFIX = 'x_'
export const isOwn = (key: string): boolean => key.startsWith(OWN_PREFIX)

const OWN: Record<OwnType, { kind: FieldKind; max: number }> = {
  text: { kind: 'text', max: 200 },
  number: { kind: 'number', max: 13 },
  select: { kind: 'choice', max: 40 },
  radio: { kind: 'choice', max: 40 },
  checkbox: { kind: 'checks', max: 1000 },
  textarea: { kind: 'memo', max: 2000 },
  date: { kind: 'date', max: 10 },
  datetime: { kind: 'datetime', max: 16 },
  phone: { kind: 'telephone', max: 12 },
  email: { kind: 'email', max: 150 },
  url: { kind: 'url', max: 300 },
  barcode: { kind: 'barcode', max: 100 },
  attachment: { kind: 'attachment', max: ATTACHMENT_ID_LENGTH },
}
const MASKED = { phone: OWN.phone, business: { kind: 'business', max: 10 } } as const

/** The only value of a checkbox without options. */
export const CHECKED = 'yes'

/**
 * The field that an entry asks for: the catalogue's with the entry's choices, or the HQ's own. Nothing for a
 * key of a former release that no longer exists.
 */
export function fieldFor(entry: FormEntry): Field | undefined {
  const group = entry.group
  const offered = entry.options?.map(({ value }) => value)
  const known = fieldOf(entry.key)
  if (known)
    return {
      ...known,
      ...(group ? { group } : {}),
      ...(known.options && offered ? { options: offered } : {}),
    }
  if (!isOwn(entry.key) || !entry.type) return undefined
  const { kind, max } = entry.mask ? MASKED[entry.mask] : OWN[entry.type]
  const hasChoices = kind === 'choice' || kind === 'checks'
  return {
    key: entry.key,
    group: group ?? 'extra',
    kind,
    max,
    ...(hasChoices ? { options: offered ?? [CHECKED] } : {}),
  }
}

/** Whether the server decides the answer: it is shown, never sent. */
export const isFixed = ({ fill, readOnly }: FormEntry): boolean =>
  fill !== undefined || readOnly === true

/** The keys of the fields that ask for a file. */
export const attachmentKeys = (template: Template): string[] =>
  template.flatMap((entry) => (fieldFor(entry)?.kind === 'attachment' ? [entry.key] : []))

/** The own fields whose answers identify nobody. */
export const plainKeys = (template: Template): ReadonlySet<string> =>
  new Set(template.flatMap(({ key, sensitivity }) => (sensitivity === 'plain' ? [key] : [])))
