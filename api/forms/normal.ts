import { serialOf, toAscii } from '../code.ts'
import { parsePhone } from '../phone.ts'
import { cleanLine, cleanLines } from '../text.ts'
import { type Field, fieldOf } from './fields.ts'

/**
 * The answers as they are stored, each normalised for its kind. An answer that cannot be parsed stays as
 * typed, and the check refuses it.
 */
export const normalForm = (answers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [key, normalAnswer(key, answer)]),
  )

function normalAnswer(key: string, answer: string): string {
  const field = fieldOf(key)
  return field ? normalOf(field, answer) : cleanLines(answer)
}

function normalOf({ kind }: Field, answer: string): string {
  switch (kind) {
    case 'phone': {
      const read = parsePhone(answer, 'mobile')
      return 'digits' in read ? read.digits : toAscii(answer)
    }
    case 'imei':
    case 'eid':
    case 'iccid':
    case 'account':
    case 'business':
      return serialOf(answer).replaceAll('/', '')
    case 'serial':
      return serialOf(answer)
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
