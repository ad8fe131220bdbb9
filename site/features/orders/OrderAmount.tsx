import type { ComponentChildren } from 'preact'
import type { OrderDetail } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { digits, unitAfter } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { bandName, contractName } from '../policies/bands.ts'

type Row = { what: ComponentChildren; why?: string; won: number }

const HEAD: Record<Tier, { title: Key; leg: Key; total: Key }> = {
  hq: { title: 'orders.amount', leg: 'orders.leg_hq', total: 'ui.total' },
  agency: { title: 'orders.amount_agency_head', leg: 'orders.leg_agency', total: 'orders.margin' },
  retail: { title: 'orders.amount_retail_head', leg: 'orders.leg_retail', total: 'ui.total' },
}
const FROM: Record<OrderDetail['priceFrom'], Key> = {
  cell: 'orders.from.cell',
  override: 'orders.from.override',
  flat: 'orders.from.flat',
}

/** The viewer's amount and its parts, which add up to the total below them. */
export function OrderAmount({ order, tier }: { order: OrderDetail; tier: Tier }) {
  const { title, leg, total } = HEAD[tier]
  const rows = rowsOf(order, tier)
  return (
    <Section line title={t(title)} actions={<span class="subtle text-t12">{t(leg)}</span>}>
      <table class="calc">
        <caption class="vh">{t(title)}</caption>
        <tbody>
          {rows.map(({ what, why, won }, index) => (
            <tr key={String(index)}>
              <td>
                {what} {why && <span class="subtle n">{why}</span>}
              </td>
              <td class="num">
                <Money won={won} />
              </td>
            </tr>
          ))}
          <tr class="total">
            <td>{t(total)}</td>
            <td class="num">
              <Money won={rows.reduce((sum, { won }) => sum + won, 0)} />
              <small class="ml-0.5 text-t13 font-medium text-fg-muted">{unitAfter()}</small>
            </td>
          </tr>
        </tbody>
      </table>
      <p class="note mt-1 mb-3">
        <Icon name="info" size={14} />
        <span class="n">
          {t('orders.band_note', { fee: digits(order.planFeeWon), band: bandName(order.bandWon) })}
        </span>
      </p>
    </Section>
  )
}

function rowsOf(order: OrderDetail, tier: Tier): Row[] {
  const { amounts, bandWon, carrier, contractMonths, priceFrom, simType } = order
  const cell = `${t(`words.carrier.${carrier}`)} · ${bandName(bandWon)} · ${contractName(contractMonths)}`
  const from = t(FROM[priceFrom])
  const sim: Row[] =
    amounts.simWon === 0
      ? []
      : [{ what: t('orders.sim'), why: t(`orders.sim.${simType}`), won: amounts.simWon }]
  if (tier === 'hq') return [{ what: from, why: cell, won: amounts.grossWon ?? 0 }, ...sim]
  if (tier === 'retail') return [{ what: from, why: cell, won: amounts.shopWon ?? 0 }, ...sim]
  // An agency passes the SIM amount on to the shop, so its margin excludes it.
  const received = [{ what: t('orders.received'), why: cell, won: amounts.grossWon ?? 0 }, ...sim]
  const given = [
    { what: t('orders.given'), won: -(amounts.shopWon ?? 0) },
    ...(amounts.simWon === 0 ? [] : [{ what: t('orders.sim_through'), won: -amounts.simWon }]),
  ]
  return [...received, ...given]
}
