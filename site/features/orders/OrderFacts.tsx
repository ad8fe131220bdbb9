import { aboveReleaseWon, hasSupport } from '#api/forms/support.ts'
import type { OrderDetail } from '#api/orders/contract.ts'
import { isEnded } from '#api/orders/status.ts'
import { formatPhone } from '#api/phone-groups.ts'
import type { Tier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { labelOf, shownAnswer } from '../../ui/form-field/field-words.ts'
import { later } from '../../ui/later.tsx'
import { Section } from '../../ui/Page.tsx'
import { orderFacts } from './order-fields.tsx'
import type { RevealedProps } from './Revealed.tsx'

/** Few people have the grant, so the part is loaded for them alone; until then they see the masked value. */
const Revealed = later<RevealedProps>(
  () => import('./Revealed.tsx').then((file) => file.Revealed),
  ({ masked }) => <span>{masked}</span>,
)

/** The customer and the ordered line, as far as this viewer may see them. */
export function OrderFacts({ order, tier }: { order: OrderDetail; tier: Tier }) {
  const { customer, form } = order
  const { birth_date: birth } = form
  const above = aboveReleaseWon(form)
  const account = order.accountLast4 && t('orders.account_last', { last: order.accountLast4 })
  // The data of an ended order is erased, or not needed any more.
  const isLent = may('order.reveal') && !isEnded(order.status)
  const erased = order.erased.person
    ? t('orders.erased_person')
    : order.erased.answers && t('orders.erased_answers')
  // In the order in which the form asked.
  const answered = order.template.flatMap((entry) => {
    const answer = form[entry.key]
    return answer && !SHOWN_APART.has(entry.key) ? [{ entry, answer }] : []
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
    ...orderFacts(order, tier),
    ...answered.map(({ entry, answer }) => ({
      label: labelOf(entry),
      value: shownAnswer(entry, answer),
    })),
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
    <Section
      line
      title={t('orders.line')}
      actions={
        hasSupport(form) && (
          <a class="link" href={`/orders/annex?id=${order.id}`}>
            {t('orders.annex')}
          </a>
        )
      }
    >
      <Facts facts={facts} />
      {above > 0 && <p class="help warn">{t('fields.above_release', { won: digits(above) })}</p>}
      {erased && <p class="subtle mt-2">{erased}</p>}
    </Section>
  )
}

/** Parcel and activation, from the shipment on. */
export function OrderShipping({ order }: { order: OrderDetail }) {
  const { courier, trackingNumber, activatedOn, activatedNumber, status } = order
  if (status !== 'shipped' && status !== 'completed') return null
  const facts: Fact[] = [
    courier
      ? {
          label: t('orders.courier'),
          value: (
            <span class="inline-flex items-center gap-1">
              {t(`couriers.${courier}`)} <span class="n">{trackingNumber}</span>
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

/** Answers shown beside the customer's name. */
const SHOWN_APART = new Set(['birth_date'])

/** Masked numbers arrive grouped; plain ones are digits. */
const phoneOf = (phone: string) => (/^\d+$/.test(phone) ? formatPhone(phone) : phone)
