import { shareSteps } from '#api/policies/share-rules.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Paid, Shown } from './desk.ts'

/** How the amount of the active cell comes about, in figures. */
export const RuleLine = ({ name, shown }: { name: string; shown: Shown }) => (
  <p class="rule-line n" aria-live="polite">
    <span class="subtle">{name}</span>{' '}
    {shown.kind === 'by_band' ? t('pricing.line.by_band') : lineOf(shown)}
  </p>
)

function lineOf(paid: Paid): string {
  if (paid.kind !== 'priced') return t(`pricing.line.${paid.kind}`)
  const { grossWon, shopWon } = paid
  const hq = digits(grossWon)
  const words = { hq, shop: digits(shopWon), margin: digits(grossWon - shopWon) }
  if (paid.from !== 'rule') return t(`pricing.line.${paid.from}`, words)
  const { rule } = paid
  const steps = shareSteps(rule, grossWon)
  if (!steps) return t('pricing.line.undecided')
  const { shareWon, roundedWon } = steps
  const start =
    rule.kind === 'percent'
      ? t('pricing.line.percent', { hq, n: rule.value, share: digits(shareWon) })
      : t('pricing.line.minus', { hq, less: digits(rule.value), share: digits(shareWon) })
  const rounded = roundedWon === shareWon ? '' : ` → ${digits(roundedWon)}`
  if (shopWon === roundedWon) return `${start}${rounded}${t('pricing.line.won')}`
  const least = digits(rule.leastMarginWon)
  return `${start}${rounded} → ${t('pricing.line.least', { shop: digits(shopWon), least })}`
}
