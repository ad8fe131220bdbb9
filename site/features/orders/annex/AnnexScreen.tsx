import type { ComponentChildren } from 'preact'
import { aboveReleaseWon, SUPPORT_FIELDS, supportSumWon } from '#api/forms/support.ts'
import type { OrderDetail } from '#api/orders/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { useQuery } from '../../../lib/query.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { dateOf } from '../../../lib/when.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Empty, ErrorState } from '../../../ui/Empty.tsx'
import { labelOf, shownAnswer } from '../../../ui/form-field/field-words.ts'
import { PageHead } from '../../../ui/Page.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'

/** The annex of the sales contract of one order, to be printed and signed. */
export function AnnexScreen() {
  const { id } = useQuery()
  const order = useAnswer(id && addressOf('/orders/:id', { param: { id } }))
  const absent = !id || (order.error instanceof ApiProblem && order.error.status === 404)
  if (absent)
    return (
      <>
        <PageHead title={t('annex.title')} />
        <Empty icon="clipboard-list" title={t('annex.not_found')}>
          <ButtonLink size="sm" href="/orders">
            {t('annex.to_orders')}
          </ButtonLink>
        </Empty>
      </>
    )
  return (
    <>
      <div class="annex-head">
        <PageHead
          title={t('annex.title')}
          beside={order.data && <span class="tag n">{order.data.number}</span>}
          actions={
            order.data && (
              <Button kind="primary" onClick={() => print()}>
                {t('annex.print')}
              </Button>
            )
          }
        />
      </div>
      <div class="page-body annex-body">
        {order.data ? (
          <Annex order={order.data} />
        ) : order.error === undefined ? (
          <SkeletonLines lines={12} />
        ) : (
          <ErrorState what={t('annex.title')} error={order.error} onRetry={order.reload} />
        )}
      </div>
    </>
  )
}

function Annex({ order }: { order: OrderDetail }) {
  const { form, customer } = order
  const above = aboveReleaseWon(form)
  const entryOf = (key: string) =>
    order.template.find((entry) => entry.key === key) ?? { key, required: false }
  return (
    <article class="annex">
      <h2>{t('annex.document')}</h2>
      <table>
        <caption class="vh">{t('annex.title')}</caption>
        <tbody>
          <Line what={t('annex.number')}>{order.number}</Line>
          <Line what={t('annex.placed')}>{dateOf(order.placedAt)}</Line>
          <Line what={t('annex.shop')}>{order.retail.name}</Line>
          <Line what={t('annex.customer')}>{customer.name}</Line>
          <Line what={t('annex.plan')}>
            {order.planName} · {t('annex.monthly', { fee: digits(order.planFeeWon) })}
          </Line>
          <Line what={t('annex.join')}>{t(`words.join.${order.joinType}`)}</Line>
          <Line what={t('annex.support')}>
            {t(`words.support.${order.supportType}`)}
            {order.contractMonths > 0 &&
              ` · ${t('annex.months', { months: order.contractMonths })}`}
          </Line>
          {form.device_model && (
            <Line what={labelOf(entryOf('device_model'))}>{form.device_model}</Line>
          )}
        </tbody>
      </table>
      <h3>{t('annex.conditions')}</h3>
      <table>
        <caption class="vh">{t('annex.conditions')}</caption>
        <tbody>
          {SUPPORT_FIELDS.map((key) => (
            <Line key={key} what={labelOf(entryOf(key))}>
              {form[key] ? shownAnswer(entryOf(key), form[key]) : t('annex.none')}
            </Line>
          ))}
          <Line what={t('annex.sum')}>
            <b>{t('fields.won', { won: digits(supportSumWon(form)) })}</b>
          </Line>
        </tbody>
      </table>
      {above > 0 && (
        <p class="annex-warning">{t('fields.above_release', { won: digits(above) })}</p>
      )}
      <p>{t('annex.text')}</p>
      <div class="annex-signs">
        <p>{t('annex.sign_customer')}</p>
        <p>{t('annex.sign_shop')}</p>
      </div>
    </article>
  )
}

const Line = ({ what, children }: { what: string; children: ComponentChildren }) => (
  <tr>
    <th scope="row">{what}</th>
    <td class="n">{children}</td>
  </tr>
)
