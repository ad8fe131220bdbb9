import { t } from './i18n/t.ts'
import type { MaskName } from './mask-groups.ts'
import { maskProblem } from './masks.ts'

/** The error of a number of a known format, as a sentence that says how to fix it. */
export function maskSays(mask: MaskName, text: string): string | undefined {
  const problem = maskProblem(mask, text)
  if (!problem) return undefined
  switch (problem.is) {
    case 'short':
      return t('errors.digits_short', { missing: problem.by, length: problem.length })
    case 'long':
      return t('errors.digits_long', { extra: problem.by, length: problem.length })
    case 'prefix':
      return t('errors.phone_prefix')
    case 'wrong':
      return t(mask === 'birth' ? 'errors.no_such_day' : 'errors.digits_wrong')
    case 'unreadable':
      return t('errors.digits_unreadable')
  }
}
