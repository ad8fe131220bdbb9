import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Content } from '../matrix/entry.ts'
import { eachOf, type Paid, type Shown } from './desk.ts'

/** A cell of the desk: what a shop gets, and below it HQ's amount and the margin. */
export function CellBody({ shown, own }: { shown: Shown; own: Content | undefined }) {
  if (shown.kind === 'no_price' && own === undefined)
    return <span class="no-price">{t(`pricing.no_price.${shown.because}`)}</span>
  return (
    <>
      <span class="won">{typeof own === 'string' ? own : wonText(shown, own)}</span>
      <span class="below">{belowText(shown)}</span>
    </>
  )
}

/** The amount that a shop gets at a place, in words. */
export function wonText(shown: Shown, own?: Content): string {
  if (typeof own === 'number') return digits(own)
  if (shown.kind === 'priced') return digits(shown.shopWon)
  if (shown.kind === 'no_price') return t(`pricing.no_price.${shown.because}`)
  if (shown.kind === 'by_band') return rangeOf(shown, (paid) => 'shopWon' in paid && paid.shopWon)
  return t(`pricing.${shown.kind}_cell`)
}

/** HQ's amount and the margin. */
export function belowText(shown: Shown): string {
  if (shown.kind === 'no_price') return t(`pricing.no_price.${shown.because}`)
  if (shown.kind === 'by_band')
    return t('pricing.below', {
      hq: rangeOf(shown, (paid) => 'grossWon' in paid && paid.grossWon),
      margin: t('pricing.by_band'),
    })
  const margin = shown.kind === 'priced' ? digits(shown.grossWon - shown.shopWon) : '–'
  return t('pricing.below', { hq: digits(shown.grossWon), margin })
}

function rangeOf(shown: Shown, wonOf: (paid: Paid) => number | false): string {
  const amounts = eachOf(shown).flatMap((paid) => {
    const won = wonOf(paid)
    return won === false ? [] : [won]
  })
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  if (amounts.length === 0) return '–'
  return least === most ? digits(least) : `${digits(least)}~${digits(most)}`
}
