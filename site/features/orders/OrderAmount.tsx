import type { ComponentChildren } from 'preact'
import type { OrderDetail } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { bandName, contractName } from './order-words.tsx'

type Row = { what: ComponentChildren; why?: string; won: number }

const HEAD: Record<Tier, { title: Key; leg: Key; total: Key }> = {
  hq: { title: 'orders.amount', leg: 'orders.leg_hq', total: 'ui.total' },
  agency: { title: 'orders.amount_agency_head', leg: 'orders.leg_agency', total: 'orders.margin' },
  retail: { title: 'orders.amount_retail_head', leg: 'orders.leg_retail', total: 'ui.total' },
}
const FROM: Record<string, Key> = {
  cell: 'orders.from.cell',
  override: 'orders.from.override',
  flat: 'orders.from.flat',
  default: 'orders.from.default',
  passed_on: 'orders.from.passed_on',
}

/** The viewer's own amount and how it came about; the rows add up to the total under them. */
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
              <small class="ml-0.5 text-t13 font-medium text-fg-muted">{t('ui.won')}</small>
            </td>
          </tr>
        </tbody>
      </table>
      <p class="note mt-1">
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
  const from = t(FROM[priceFrom] ?? 'orders.from.cell')
  const sim: Row[] =
    amounts.simWon === 0
      ? []
      : [{ what: t('orders.sim'), why: t(`orders.sim.${simType}`), won: amounts.simWon }]
  if (tier === 'hq') return [{ what: from, why: cell, won: amounts.grossWon ?? 0 }, ...sim]
  if (tier === 'retail') return [{ what: from, why: cell, won: amounts.shopWon ?? 0 }, ...sim]
  // The SIM goes through an agency's hands: what it receives it passes on, so its margin is without it.
  const received = [{ what: t('orders.received'), why: cell, won: amounts.grossWon ?? 0 }, ...sim]
  const given = [
    { what: t('orders.given'), won: -(amounts.shopWon ?? 0) },
    ...(amounts.simWon === 0 ? [] : [{ what: t('orders.sim_through'), won: -amounts.simWon }]),
  ]
  return [...received, ...given]
}
