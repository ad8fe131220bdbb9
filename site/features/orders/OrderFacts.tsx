import type { ComponentChildren } from 'preact'
import { FIELDS, fieldOf } from '#api/forms/fields.ts'
import type { OrderDetail } from '#api/orders/contract.ts'
import { isEnded } from '#api/orders/status.ts'
import { CARRIERS } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { masked } from '../../lib/masks.ts'
import { may } from '../../lib/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { later } from '../../ui/later.tsx'
import { Section } from '../../ui/Page.tsx'
import { contractName } from './order-words.tsx'
import type { RevealedProps } from './Revealed.tsx'

/** Few are lent it, so it is fetched for those who are; until then it is as masked as for the others. */
const Revealed = later<RevealedProps>(
  () => import('./Revealed.tsx').then((file) => file.Revealed),
  ({ masked }) => <span>{masked}</span>,
)

type Fact = { label: string; value: ComponentChildren }

/** Who the customer is and what line is wanted, as far as this viewer may see it. */
export function OrderFacts({ order }: { order: OrderDetail }) {
  const { customer, form } = order
  const { birth_date: birth } = form
  const account = order.accountLast4 && t('orders.account_last', { last: order.accountLast4 })
  // What an order needed is erased, or nobody's business any more, once it has ended.
  const isLent = may('order.reveal') && !isEnded(order.status)
  // In the order in which the form asks.
  const answered = FIELDS.flatMap(({ key }) => {
    const answer = form[key]
    return answer && !SHOWN_APART.has(key) ? [[key, answer] as const] : []
  })
  const facts: Fact[] = [
    {
      label: t('orders.customer'),
      value: (
        <>
          {customer.name} <span class="subtle">· {t(`words.customer.${customer.type}`)}</span>
          {birth && !isLent && (
            <span class="subtle n"> · {t('orders.birth_masked', { birth })}</span>
          )}
        </>
      ),
    },
    ...(birth && isLent
      ? [
          {
            label: t('orders.birth'),
            value: (
              <Revealed order={order} field="birth_date" name={t('orders.birth')} masked={birth} />
            ),
          },
        ]
      : []),
    {
      label: t('orders.phone'),
      value: (
        <>
          <span class="n">{phoneOf(customer.phone)}</span>{' '}
          <span class="tag">{t(`words.join.${order.joinType}`)}</span>
        </>
      ),
    },
    {
      label: t('orders.plan'),
      value: (
        <>
          <span class="tag mr-1.5">{t(`words.carrier.${order.carrier}`)}</span>
          {order.planName}{' '}
          <span class="subtle n">{t('orders.monthly', { fee: digits(order.planFeeWon) })}</span>
        </>
      ),
    },
    {
      label: t('orders.contract'),
      value: `${contractName(order.contractMonths)} · ${t('orders.sim')} ${t(`words.sim.${order.simType}`)} · ${t('orders.support')} ${t(`words.support.${order.supportType}`)}`,
    },
    ...answered.map(([key, answer]) => ({ label: labelOf(key), value: answerOf(key, answer) })),
    ...(account
      ? [
          {
            label: t('orders.account'),
            value: isLent ? (
              <Revealed
                order={order}
                field="account_number"
                name={t('orders.account')}
                masked={account}
              />
            ) : (
              account
            ),
          },
        ]
      : []),
  ]
  return (
    <Section line title={t('orders.line')}>
      <Facts facts={facts} />
    </Section>
  )
}

/** Parcel and activation, once there is something to say. */
export function OrderShipping({ order }: { order: OrderDetail }) {
  const { courier, trackingNumber, activatedOn, activatedNumber, status } = order
  if (status !== 'shipped' && status !== 'completed') return null
  const facts: Fact[] = [
    courier
      ? {
          label: t('orders.courier'),
          value: (
            <span class="inline-flex items-center gap-1">
              {t(`words.courier.${courier}`)} <span class="n">{trackingNumber}</span>
              {trackingNumber && (
                <CopyButton text={trackingNumber} label={t('orders.copy_tracking')} />
              )}
            </span>
          ),
        }
      : { label: t('orders.courier'), value: t('orders.no_shipment') },
    ...(activatedOn
      ? [
          {
            label: t('orders.activated'),
            value: (
              <span class="n">
                {activatedOn} {activatedNumber && `· ${phoneOf(activatedNumber)}`}
              </span>
            ),
          },
        ]
      : []),
  ]
  return (
    <Section line title={t('orders.shipping')}>
      <Facts facts={facts} />
    </Section>
  )
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="dl pb-3">
      {facts.map(({ label, value }) => (
        <div key={label} class="contents">
          <dt>{label}</dt>
          <dd class="n">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Stands beside the customer's name. */
const SHOWN_APART = new Set(['birth_date'])

/** Masked numbers arrive grouped; plain ones are digits. */
const phoneOf = (phone: string) => (/^\d+$/.test(phone) ? masked('phone', phone) : phone)

// Every field of the catalogue has a word; `fields.test.ts` proves it.
const labelOf = (key: string) => (fieldOf(key) ? t(`fields.${key}` as Key) : key)

function answerOf(key: string, answer: string): string {
  const field = fieldOf(key)
  if (field?.kind === 'phone') return phoneOf(answer)
  if (key === 'bill_method' && isBill(answer)) return t(`words.bill.${answer}`)
  if (key !== 'previous_carrier') return answer
  const carrier = CARRIERS.find((one) => one === answer)
  return carrier ? t(`words.carrier.${carrier}`) : t('fields.carrier.mvno')
}

const isBill = (answer: string): answer is 'bank' | 'card' | 'giro' =>
  answer === 'bank' || answer === 'card' || answer === 'giro'
