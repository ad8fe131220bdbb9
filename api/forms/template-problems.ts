import type { OwnType } from '#db/words.ts'
import { answerProblem, type Problem, personalProblem } from './answer-problem.ts'
import type { FormError } from './check.ts'
import { conditionProblems } from './condition-problems.ts'
import { isCore } from './core.ts'
import { attachmentKeys, type FormEntry, fieldFor, isOwn, type Template } from './entry.ts'
import { type Field, type FieldKind, fieldOf } from './fields.ts'
import { FORMER_NAMES } from './former-names.ts'
import { normalAnswer } from './normal.ts'

/** Fields of one form at most, and choices of one field. */
export const FIELDS_MAX = 60
export const OPTIONS_MAX = 40
/** Files of one order at most, each asked for by a field of its own. */
export const ATTACHMENTS_MAX = 4
const OWN_KEY = /^x_[a-z0-9_]{1,58}$/
const OPTION_VALUE = /^[a-z0-9_]{1,40}$/

/**
 * Why this template cannot be published; empty when it can. Paths begin with `form.<place>`. The builder and
 * the API run the same function.
 */
export function templateProblems(template: Template): FormError[] {
  const found: FormError[] = []
  if (template.length > FIELDS_MAX)
    found.push({ path: 'form', code: 'too_many', message: `At most ${FIELDS_MAX} fields.` })
  const seen = new Set<string>()
  template.forEach((entry, i) => {
    const say: Say = (part, code, message) =>
      void found.push({ path: `form.${i}.${part}`, code, message })
    if (seen.has(entry.key)) say('key', 'repeated', 'Stands in the form already: ask for it once.')
    seen.add(entry.key)
    entryProblems(entry, say)
  })
  return [...found, ...attachmentProblems(template), ...conditionProblems(template)]
}

/** The fields beyond the fourth that ask for a file. */
const attachmentProblems = (template: Template): FormError[] =>
  attachmentKeys(template)
    .slice(ATTACHMENTS_MAX)
    .map((key) => ({
      path: `form.${template.findIndex((entry) => entry.key === key)}.key`,
      code: 'too_many_attachments',
      message: `An order has at most ${ATTACHMENTS_MAX} attachments: remove one.`,
    }))

type Say = (part: string, code: string, message: string) => void

function entryProblems(entry: FormEntry, say: Say): void {
  const unknown = keyProblem(entry)
  if (unknown) {
    say('key', ...unknown)
    return
  }
  textProblems(entry, say)
  const field = fieldFor(entry)
  if (field) {
    ownProblems(entry, field, say)
    optionProblems(entry, field, say)
    fixedProblems(entry, field, say)
  } else say('type', 'required', 'An own field has a type.')
}

function keyProblem({ key }: FormEntry): Problem | undefined {
  if (fieldOf(key)) return undefined
  if (isOwn(key))
    return OWN_KEY.test(key)
      ? undefined
      : ['own_key', 'x_ and then small letters, digits and _, 60 characters at most.']
  if (isCore(key)) return ['core_field', 'Every order has it: leave it out.']
  const former = FORMER_NAMES[key]
  if (!former) return ['unknown', 'Is no field of the catalogue; an own one begins with x_.']
  if ('refused' in former) return ['refused_field', former.refused]
  return 'held' in former
    ? ['renamed', `Is called ${former.held} here.`]
    : ['renamed', `Is the type ${former.own} of an own field.`]
}

/** Nothing that shops would read may hold a personal number. */
function textProblems(entry: FormEntry, say: Say): void {
  for (const part of ['label', 'help', 'placeholder', 'default'] as const) {
    const problem = personalProblem(entry[part] ?? '')
    if (problem) say(part, ...problem)
  }
  entry.options?.forEach(({ label }, o) => {
    const problem = personalProblem(label)
    if (problem) say(`options.${o}.label`, ...problem)
  })
}

const MASKED: readonly OwnType[] = ['text']
/** Types whose answers identify nobody by themselves, so that they may be kept. */
const MAY_BE_PLAIN: readonly OwnType[] = ['number', 'select', 'radio', 'checkbox']

/** What only own fields have, and of which types. */
function ownProblems(entry: FormEntry, field: Field, say: Say): void {
  const { type, mask, sensitivity, fill, label } = entry
  if (!isOwn(entry.key)) {
    for (const part of ['type', 'mask', 'sensitivity', 'fill'] as const)
      if (entry[part] !== undefined)
        say(part, 'only_own', 'The catalogue decides this for its own fields.')
    return
  }
  if (!label) say('label', 'required', 'An own field needs a label.')
  if (mask && type && !MASKED.includes(type))
    say('mask', 'wrong_type', 'Only a line of text has a mask.')
  if (sensitivity === 'plain' && type && !MAY_BE_PLAIN.includes(type))
    say('sensitivity', 'must_be_personal', 'What people type may name anybody: it is erased.')
  if (fill && !FILLED[fill].includes(field.kind))
    say('fill', 'wrong_type', 'This type of field cannot hold it.')
}
const FILLED: Record<NonNullable<FormEntry['fill']>, readonly FieldKind[]> = {
  now: ['text', 'date', 'datetime'],
  user: ['text'],
  policy: ['text'],
}

function optionProblems(entry: FormEntry, field: Field, say: Say): void {
  const { options, type } = entry
  const isChoice = field.kind === 'choice' || field.kind === 'checks'
  if (!options) {
    if (type === 'select' || type === 'radio')
      say('options', 'required', 'A choice needs at least one option.')
    return
  }
  if (!isChoice) say('options', 'wrong_type', 'Only a choice has options.')
  if (options.length === 0) say('options', 'required', 'A choice needs at least one option.')
  if (options.length > OPTIONS_MAX) say('options', 'too_many', `At most ${OPTIONS_MAX} options.`)
  const offered = fieldOf(entry.key)?.options
  const seen = new Set<string>()
  options.forEach(({ value, label }, o) => {
    if (seen.has(value)) say(`options.${o}.value`, 'repeated', 'Stands in the list already.')
    seen.add(value)
    if (offered ? !offered.includes(value) : !OPTION_VALUE.test(value))
      say(`options.${o}.value`, 'unknown_value', 'Not a value that this field can have.')
    if (label.trim() === '') say(`options.${o}.label`, 'required', 'An option needs a label.')
  })
}

/** Kinds for which the same answer for every customer makes sense. */
const MAY_DEFAULT: readonly FieldKind[] = [
  'text',
  'memo',
  'number',
  'won',
  'days',
  'choice',
  'checks',
  'url',
  'date',
]

function fixedProblems(entry: FormEntry, field: Field, say: Say): void {
  const answer = entry.default
  if (answer !== undefined && answer !== '') {
    const problem: Problem | undefined = MAY_DEFAULT.includes(field.kind)
      ? answerProblem(field, normalAnswer(field, answer))
      : ['no_default', 'Every customer has another one.']
    if (problem && problem[0] !== 'resident_number' && problem[0] !== 'card_number')
      say('default', ...problem)
    if (entry.fill) say('default', 'filled', 'The form fills it in: it has no default.')
  }
  if (entry.readOnly && !entry.fill && !answer)
    say('readOnly', 'required', 'A field that nobody can fill in needs a default.')
}
