import type * as z from 'zod'
import { AppError, type FieldError } from '../errors.ts'
import { stepOf } from './steps.ts'

/** Faults named in one answer. */
const FAULTS_MAX = 50

/** What to do about a field that is missing or not readable. */
const FIX: Record<string, string> = {
  targets: 'Choose at least one agency.',
  title: 'Write a title of at most 200 characters.',
  bandsWon: 'Name each band by its monthly fee in whole won, ascending.',
  months: 'Choose at least one contract.',
  cells: 'Write an amount in whole won, or empty the cell.',
  agencyOverrides: 'Write an amount in whole won, or remove the agency.',
  additions: 'Give it a name, an amount in whole won and the days that it is kept.',
  planGroups: 'Give the group a name and at least one plan.',
  deviceGroups: 'Give the group a name and at least one device model.',
  flatWon: 'Write whole won, or leave it empty.',
  marginFloorWon: 'Write whole won, or leave it empty for no limit.',
  marginCeilingWon: 'Write whole won, or leave it empty for no limit.',
  simAdjustmentWon: 'Write whole won; 0 if there is none.',
  terms: 'Months 0 to 36, days 0 to 730, a penalty of at most 200,000 won.',
  validFrom: 'Write a day and a time, or leave it empty to begin at once.',
  validTo: 'Write a day and a time after the start, or leave it empty.',
  form: 'Ask for fields of the list only.',
}
const fixOf = (field: string) => FIX[field] ?? 'Fill it in.'

/** The faults that the strict schema finds, one for each place, with its fix. */
export function faultsOf({ issues }: z.ZodError): FieldError[] {
  const byPath = new Map<string, FieldError>()
  for (const issue of issues) {
    const path = issue.path.join('.')
    if (byPath.has(path) || byPath.size >= FAULTS_MAX) continue
    byPath.set(path, { path, code: codeOf(issue), message: fixOf(String(issue.path[0] ?? '')) })
  }
  return [...byPath.values()]
}

/** `unread`: a text stands where a number or an instant belongs. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.params?.code ?? 'custom'
  if (issue.code === 'too_small') return 'required'
  if (issue.code === 'invalid_type' || issue.code === 'invalid_format') return 'unread'
  return issue.code ?? 'custom'
}

/** The same refusal with the step before each field: `terms.validTo`. */
export function placed(error: unknown): unknown {
  if (!(error instanceof AppError) || !error.errors) return error
  const { code, message, facts } = error
  const errors = error.errors.map((fault) => ({
    ...fault,
    path: `${stepOf(fault.path.split('.')[0] ?? '')}.${fault.path}`,
  }))
  return new AppError(code, message, { errors, ...(facts && { facts }), cause: error })
}
