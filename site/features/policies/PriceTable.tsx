import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { bandName, contractName } from '../orders/order-words.tsx'
import { pricesOf, type Shown } from './prices.ts'

/** The prices of a policy to read: bands by contract, one carrier at a time. */
export function PriceTable({ policy }: { policy: PolicyDetail }) {
  const { carriers, at } = pricesOf(policy)
  const [chosen, setChosen] = useState<CellCarrier | undefined>(undefined)
  const carrier = carriers.find((one) => one === chosen) ?? carriers[0]
  if (!carrier) return <p class="subtle pb-3">{t('policies.no_prices')}</p>
  return (
    <>
      {carriers.length > 1 && (
        <div class="pb-2">
          <Segmented
            label={t('policies.carrier')}
            options={carriers.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
            value={carrier}
            onValue={setChosen}
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables are scrolled by keyboard */}
      <section class="matrix-scroll !rounded-md" aria-label={t('policies.prices')} tabIndex={0}>
        <table class="matrix">
          <caption class="vh">
            {t('policies.grid_label', { carrier: t(`words.carrier.${carrier}`) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">
                {t('policies.band')} <span class="subtle">{t('policies.band_unit')}</span>
              </th>
              {policy.months.map((months) => (
                <th scope="col" key={months}>
                  {contractName(months)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {policy.bandsWon.map((bandWon, index) => (
              <tr key={bandWon}>
                <th scope="row" class="n">
                  {bandName(bandWon)}
                  <span class="hint">{bandHint(policy, index)}</span>
                </th>
                {policy.months.map((months) => (
                  <PriceCell key={months} shown={at({ carrier, bandWon, months })} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function PriceCell({ shown }: { shown: Shown | undefined }) {
  if (!shown)
    return (
      <td>
        <span class="subtle text-t12">{t('policies.not_sold')}</span>
      </td>
    )
  const { amountWon, grossWon, conflict } = shown
  return (
    <td
      class={conflict ? 'problem' : ''}
      title={conflict ? t('policies.conflict_cell') : undefined}
    >
      {digits(amountWon)}
      {conflict && <span class="vh">{t('policies.conflict_cell')}</span>}
      {grossWon !== undefined && (
        <span class="below">
          {t('policies.hq_margin', { hq: digits(grossWon), margin: digits(grossWon - amountWon) })}
        </span>
      )}
    </td>
  )
}

type Bands = { rounding: 'up' | 'down'; bandsWon: readonly number[] }

/** Which plans a band takes: up to its fee, and the top band everything above the one below it. */
export function bandHint({ rounding, bandsWon }: Bands, index: number): string {
  const band = bandsWon[index] ?? 0
  if (rounding === 'down') return `≥ ${digits(band)}`
  const below = bandsWon[index - 1]
  return index === bandsWon.length - 1 && below !== undefined
    ? `> ${digits(below)}`
    : `≤ ${digits(band)}`
}
