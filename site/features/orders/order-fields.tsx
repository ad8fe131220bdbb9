import type { ComponentChildren } from 'preact'
import type { OrderDetail, OrderItem } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import type { Fact } from '../../ui/Facts.tsx'
import { Money } from '../../ui/Money.tsx'
import { State } from '../../ui/State.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import { contractName } from '../policies/bands.ts'
import { JoinAndContract, Plan, ShopName } from './order-words.tsx'

type Field = Pick<Column<OrderItem>, 'align' | 'priority'> & {
  label: Key | Record<Tier, Key>
  /** Its cell in lists of orders. */
  cell?: (order: OrderItem, tier: Tier) => ComponentChildren
  /** Whether this tier has the column; `narrow`: beside an open record. Left out: always. */
  isListed?: (tier: Tier, narrow: boolean) => boolean
  /** Its value in the record. */
  fact?: (order: OrderDetail) => ComponentChildren
}

/**
 * The fields of an order, in the order in which the list and the record show them. A field of both has a
 * `cell` and a `fact`.
 */
const FIELDS = {
  placed: {
    label: 'orders.placed',
    cell: (order) => (
      <span class="subtle">
        <When at={order.placedAt} />
      </span>
    ),
  },
  number: {
    label: 'orders.number',
    cell: (order) => <span class="n med">{order.number}</span>,
  },
  shop: {
    label: 'orders.shop',
    cell: (order, tier) => <ShopName order={order} tier={tier} />,
    isListed: (tier) => tier !== 'retail',
  },
  customer: {
    label: 'orders.customer',
    priority: 2,
    cell: (order) => order.customerName,
    isListed: (tier, narrow) => !narrow || tier === 'retail',
  },
  plan: {
    label: 'orders.plan',
    priority: 2,
    cell: (order) => <Plan order={order} />,
    isListed: (_, narrow) => !narrow,
    fact: (order) => (
      <>
        <Plan order={order} />{' '}
        <span class="subtle n">{t('orders.monthly', { fee: digits(order.planFeeWon) })}</span>
      </>
    ),
  },
  join: {
    label: 'orders.join',
    priority: 3,
    cell: (order) => <JoinAndContract order={order} />,
    isListed: (_, narrow) => !narrow,
  },
  contract: {
    label: 'orders.contract',
    fact: (order) =>
      `${contractName(order.contractMonths)} · ${t('orders.sim')} ${t(`words.sim.${order.simType}`)} · ${t('orders.support')} ${t(`words.support.${order.supportType}`)}`,
  },
  given: {
    label: 'orders.shop_won',
    align: 'num',
    priority: 3,
    cell: (order) => <Money won={order.amounts.shopWon} />,
    isListed: (tier, narrow) => tier === 'agency' && !narrow,
  },
  margin: {
    label: 'orders.margin_won',
    align: 'num',
    priority: 3,
    cell: (order) => <Money won={order.amounts.marginWon} />,
    isListed: (tier, narrow) => tier === 'agency' && !narrow,
  },
  amount: {
    label: {
      hq: 'orders.amount_hq',
      agency: 'orders.amount_agency',
      retail: 'orders.amount_retail',
    },
    align: 'num',
    cell: (order) => <Money won={order.amounts.totalWon} strong />,
  },
  state: {
    label: 'orders.state',
    cell: (order) => <State of="order" is={order.status} />,
  },
} satisfies Record<string, Field>
type FieldId = keyof typeof FIELDS

const ALL: readonly [string, Field][] = Object.entries(FIELDS)

const labelOf = ({ label }: Field, tier: Tier) => t(typeof label === 'string' ? label : label[tier])

function columnOf(id: string, field: Field, tier: Tier): Column<OrderItem> {
  const { cell, align = 'left', priority = 1 } = field
  return {
    id,
    head: labelOf(field, tier),
    align,
    priority,
    cell: (order) => cell?.(order, tier),
  }
}

/** One column, for lists that choose theirs. */
export const orderColumn = (id: FieldId, tier: Tier) => columnOf(id, FIELDS[id], tier)

/** Columns of the list by viewer; beside an open record only those that identify the order. */
export const orderColumns = (tier: Tier, narrow: boolean): Column<OrderItem>[] =>
  ALL.filter(([, { cell, isListed }]) => cell && (isListed?.(tier, narrow) ?? true)).map(
    ([id, field]) => columnOf(id, field, tier),
  )

/** Facts of the record about the ordered line. */
export const orderFacts = (order: OrderDetail, tier: Tier): Fact[] =>
  ALL.flatMap(([, field]) =>
    field.fact ? [{ label: labelOf(field, tier), value: field.fact(order) }] : [],
  )
