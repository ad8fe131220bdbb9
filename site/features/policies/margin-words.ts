import type { MarginLimits } from '#api/policies/margin.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'

/** What an agency may keep of an order, in words; undefined without limits. */
export function marginText({ marginFloorWon, marginCeilingWon }: MarginLimits): string | undefined {
  const words = { floor: digits(marginFloorWon ?? 0), ceiling: digits(marginCeilingWon ?? 0) }
  if (marginFloorWon !== null && marginCeilingWon !== null) return t('terms.margin.range', words)
  if (marginFloorWon !== null) return t('terms.margin.floor', words)
  return marginCeilingWon === null ? undefined : t('terms.margin.ceiling', words)
}
