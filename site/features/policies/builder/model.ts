import { type FormEntry, fieldFor, OWN_PREFIX, type Template } from '#api/forms/entry.ts'
import { FIELDS_MAX } from '#api/forms/template-problems.ts'
import { FORM_GROUPS, type FormGroup, type OwnType } from '#db/words.ts'

/** Steps that can be taken back. */
const UNDO_MAX = 200

/** The form being built, with its former and undone states. */
export type Built = {
  form: Template
  past: readonly Template[]
  future: readonly Template[]
  /** What the last change was about: typing on in one place is one step. */
  last: string | undefined
}

export const built = (form: Template): Built => ({
  form: inSections(form),
  past: [],
  future: [],
  last: undefined,
})

/** The next state after a change; `about` joins changes of one place into one step. */
function changed(now: Built, form: Template, about?: string): Built {
  const joins = about !== undefined && about === now.last
  return {
    form: inSections(form),
    past: joins ? now.past : [...now.past, now.form].slice(-UNDO_MAX),
    future: [],
    last: about,
  }
}

export function undo(now: Built): Built {
  const form = now.past.at(-1)
  if (!form) return now
  return {
    form,
    past: now.past.slice(0, -1),
    future: [now.form, ...now.future],
    last: undefined,
  }
}

export function redo(now: Built): Built {
  const [form, ...future] = now.future
  return form ? { form, past: [...now.past, now.form], future, last: undefined } : now
}

export const groupOf = (entry: FormEntry): FormGroup =>
  entry.group ?? fieldFor(entry)?.group ?? 'extra'

/** Section by section, as the order form asks. */
const inSections = (form: Template): Template =>
  FORM_GROUPS.flatMap((group) => form.filter((entry) => groupOf(entry) === group))

/** Adds a field behind the selected one of its section, else at the section's end. */
export function add(now: Built, entry: FormEntry, selected: string | undefined): Built {
  if (now.form.length >= FIELDS_MAX || now.form.some(({ key }) => key === entry.key)) return now
  const at = now.form.findIndex(({ key }) => key === selected)
  const form = at < 0 ? [...now.form, entry] : now.form.toSpliced(at + 1, 0, entry)
  return changed(now, form)
}

/** Removes a field, and what conditions say about it. */
export const remove = (now: Built, key: string): Built =>
  changed(
    now,
    now.form.flatMap((entry) => (entry.key === key ? [] : [withoutTests(entry, key)])),
  )

function withoutTests(entry: FormEntry, key: string): FormEntry {
  const { when, ...rest } = entry
  if (!when?.tests.some(({ field }) => field === key)) return entry
  const tests = when.tests.filter(({ field }) => field !== key)
  return tests.length > 0 ? { ...rest, when: { ...when, tests } } : rest
}

/** Moves a field one place; at the edge of its section it goes into the next one. */
export function move(now: Built, key: string, by: -1 | 1): Built {
  const at = now.form.findIndex((entry) => entry.key === key)
  const entry = now.form[at]
  if (!entry) return now
  const group = groupOf(entry)
  const neighbour = now.form[at + by]
  if (neighbour && groupOf(neighbour) === group) {
    const others = now.form.toSpliced(at, 1)
    return changed(now, others.toSpliced(at + by, 0, entry))
  }
  const into = FORM_GROUPS[FORM_GROUPS.indexOf(group) + by]
  if (!into) return now
  const others = now.form.toSpliced(at, 1)
  const moved = { ...entry, group: into }
  return changed(now, by < 0 ? [...others, moved] : [moved, ...others])
}

/** Changes properties of a field; undefined removes one. Typing on in one property is one step. */
export function change(now: Built, key: string, part: Partial<FormEntry>): Built {
  const form = now.form.map((entry) => (entry.key === key ? defined({ ...entry, ...part }) : entry))
  return changed(now, form, `${key} ${Object.keys(part).join(' ')}`)
}

/** Replaces the whole form. */
export const replace = (now: Built, form: Template): Built => changed(now, form)

/** Without properties that were taken away. */
function defined(entry: FormEntry): FormEntry {
  const kept = { ...entry }
  for (const name of Object.keys(kept) as (keyof FormEntry)[])
    if (kept[name] === undefined) delete kept[name]
  return kept
}

/** A name for an own field: from the letters of its label, else from its type, and not yet taken. */
export function ownKey(label: string, type: OwnType, form: Template): string {
  const slug = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  const base = `${OWN_PREFIX}${/[a-z]/.test(slug) ? slug : type}`
  const taken = new Set(form.map(({ key }) => key))
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}_${n}`
    if (!taken.has(key)) return key
  }
}

/** A new own field with what its type needs. */
export function ownEntry(label: string, type: OwnType, form: Template, option: string): FormEntry {
  const isChoice = type === 'select' || type === 'radio'
  return {
    key: ownKey(label, type, form),
    required: false,
    type,
    label,
    ...(isChoice ? { options: [{ value: 'option_1', label: option }] } : {}),
  }
}

/** Options from lines of text, as a pasted column; values that stay keep their name. */
export function optionsFrom(
  lines: string,
  before: NonNullable<FormEntry['options']>,
): NonNullable<FormEntry['options']> {
  const labels = [...new Set(lines.split('\n').map((line) => line.trim()))].filter(Boolean)
  const kept = new Map(before.map((option) => [option.label, option.value]))
  const taken = new Set(before.map(({ value }) => value))
  let n = 0
  const fresh = () => {
    do n++
    while (taken.has(`option_${n}`))
    return `option_${n}`
  }
  return labels.map((label) => ({ value: kept.get(label) ?? fresh(), label }))
}
