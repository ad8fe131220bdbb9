import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { bandHint, bandName, contractName } from './bands.ts'
import { FacePicker } from './FacePicker.tsx'
import { type Face, firstFace, OPEN_FACE } from './faces.ts'
import { pricesOf, type Shown } from './prices.ts'

/** A policy's prices, read only: bands by contract, one carrier at a time. */
export function PriceTable({ policy }: { policy: PolicyDetail }) {
  const [face, setFace] = useState<Face>(() => firstFace(policy))
  const { carriers, at } = pricesOf(policy, face)
  const isPlain = face === OPEN_FACE
  const [chosen, setChosen] = useState<CellCarrier | undefined>(undefined)
  const carrier = carriers.find((one) => one === chosen) ?? carriers[0]
  const picker = !isPlain && <FacePicker policy={policy} face={face} onFace={setFace} />
  if (!carrier)
    return (
      <>
        {picker}
        <p class="subtle pb-3">{t('policies.no_prices')}</p>
      </>
    )
  return (
    <>
      {picker}
      {carriers.length > 1 && (
        <div class="pb-2">
          <Segmented
            label={t('terms.carrier')}
            options={carriers.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
            value={carrier}
            onValue={setChosen}
          />
        </div>
      )}
      <ScrollRegion class="matrix-scroll !rounded-md" label={t('policies.prices')}>
        <table class="matrix">
          <caption class="vh">
            {t('terms.grid_label', { carrier: t(`words.carrier.${carrier}`) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">
                {t('terms.band')} <span class="subtle">{t('terms.band_unit')}</span>
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
                  {labelOf(policy, bandWon)}
                  <span class="hint">{bandHint(policy, index)}</span>
                </th>
                {policy.months.map((months) => (
                  <PriceCell key={months} shown={at({ carrier, bandWon, months })} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

/** The policy's own name of a band. */
const labelOf = ({ bandLabels }: PolicyDetail, bandWon: number) =>
  bandLabels.find((band) => band.bandWon === bandWon)?.label ?? bandName(bandWon)

function PriceCell({ shown }: { shown: Shown | undefined }) {
  if (!shown)
    return (
      <td>
        <span class="subtle text-t12">{t('policies.not_sold')}</span>
      </td>
    )
  const { amountWon, grossWon, conflict } = shown
  if (amountWon === undefined)
    return (
      <td>
        <span class="subtle text-t12">{t('policies.undecided')}</span>
        <span class="below">{t('policies.hq_pays', { hq: digits(grossWon ?? 0) })}</span>
      </td>
    )
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
