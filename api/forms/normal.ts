import { copiedOf, serialOf, toAscii } from '../code.ts'
import { personalNumberIn } from '../personal-number.ts'
import { parsePhone } from '../phone.ts'
import { cleanLine, cleanLines } from '../text.ts'
import { fieldFor, type Template } from './entry.ts'
import { type Field, fieldOf } from './fields.ts'

/**
 * The answers as they are stored, each normalised for its kind. An answer that cannot be parsed stays as
 * typed, and the check refuses it. Without a template, own fields are only cleaned.
 */
export function normalForm(
  answers: Readonly<Record<string, string>>,
  template: Template = [],
): Record<string, string> {
  const entries = new Map(template.map((entry) => [entry.key, entry]))
  const normal = ([key, answer]: [string, string]): [string, string] => {
    const entry = entries.get(key)
    const field = entry ? fieldFor(entry) : fieldOf(key)
    return [key, field ? normalAnswer(field, answer) : cleanLines(answer)]
  }
  return Object.fromEntries(Object.entries(answers).map(normal))
}

export function normalAnswer({ kind, options = [] }: Field, answer: string): string {
  switch (kind) {
    case 'phone':
    case 'telephone': {
      const read = parsePhone(answer, kind === 'phone' ? 'mobile' : 'any')
      return 'digits' in read ? read.digits : toAscii(answer)
    }
    case 'imei':
    case 'eid':
    case 'iccid':
    case 'business':
      return serialOf(answer).replaceAll('/', '')
    case 'account':
      return accountOf(answer)
    case 'serial':
      return serialOf(answer)
    case 'result':
      return toAscii(answer).replaceAll(' ', '').toUpperCase()
    case 'number':
    case 'won':
    case 'days':
      return wholeNumber(answer)
    case 'datetime':
      return toAscii(answer).replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:\d\d$)/, '$1T')
    case 'checks':
      return inOrder(toAscii(answer), options)
    case 'email':
    case 'barcode':
      return copiedOf(answer)
    case 'attachment':
      return toAscii(answer).toLowerCase()
    case 'date':
    case 'choice':
    case 'url':
      return toAscii(answer)
    case 'text':
      return cleanLine(answer)
    case 'memo':
      return cleanLines(answer)
  }
}

/** Digits alone; one written like a resident number keeps its hyphen, by which the check knows it. */
function accountOf(answer: string): string {
  const plain = toAscii(answer).replace(/ ?- ?/g, '-')
  return /^\d{6}-\d{7}$/.test(plain) && personalNumberIn(plain)
    ? plain
    : serialOf(answer).replaceAll('/', '')
}

/** `1,234,000원` → `1234000`; leading zeros say nothing. */
function wholeNumber(answer: string): string {
  const plain = toAscii(answer).replace(/[,\s]/g, '').replace(/원$/, '')
  return /^-?\d+$/.test(plain) ? plain.replace(/^(-?)0+(?=\d)/, '$1') : plain
}

/** The order of choosing says nothing, so the template's order is kept; unknown values stay to be refused. */
const inOrder = (answer: string, options: readonly string[]): string => {
  const rank = (value: string) =>
    (options.indexOf(value) + options.length + 1) % (options.length + 1)
  return answer
    .split(/\s*,\s*/)
    .filter(Boolean)
    .toSorted((a, b) => rank(a) - rank(b))
    .join(',')
}
