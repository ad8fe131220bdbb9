import type { ComponentChildren } from 'preact'
import type { Plan } from '#api/catalog/contract.ts'
import { digits, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { State } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { bandOf, nextWords, validityWords } from './catalog-words.ts'

type Props = {
  rows: readonly Plan[] | undefined
  /** Headquarters sees how many policies price a plan. */
  isHq: boolean
  menu: ((plan: Plan) => ComponentChildren) | undefined
  empty: ComponentChildren
}

export function PlanTable({ rows, isHq, menu, empty }: Props) {
  return (
    <Table<Plan>
      wide
      caption={t('reference.plan')}
      columns={columnsOf(isHq, menu)}
      rows={rows}
      skeletonRows={7}
      keyOf={(plan) => plan.id}
      nameOf={(plan) => plan.name}
      rowClass={(plan) => (plan.state === 'sold' ? '' : 'catalog-off')}
      card={(plan) => <Card plan={plan} />}
      {...(menu && { cardFoot: (plan: Plan) => <div class="card-foot">{menu(plan)}</div> })}
      empty={empty}
    />
  )
}

function columnsOf(isHq: boolean, menu: Props['menu']): Column<Plan>[] {
  const all: (Column<Plan> | false | undefined)[] = [
    {
      id: 'carrier',
      head: t('reference.carrier'),
      cell: ({ carrier }) => <span class="tag">{t(`words.carrier.${carrier}`)}</span>,
    },
    {
      id: 'name',
      head: t('reference.plan'),
      cell: (plan) => (
        <>
          <span class="med">{plan.name}</span>
          <Next row={plan} />
        </>
      ),
    },
    {
      id: 'category',
      head: t('reference.category'),
      priority: 3,
      cell: ({ category }) => category ?? <span class="subtle">–</span>,
    },
    {
      id: 'fee',
      head: t('reference.fee_head'),
      align: 'num',
      cell: ({ monthlyFeeWon }) => digits(monthlyFeeWon),
    },
    {
      id: 'band',
      head: <span title={t('reference.band_tip')}>{t('reference.band')}</span>,
      priority: 3,
      cell: ({ monthlyFeeWon }) => <span class="n">{bandOf(monthlyFeeWon)}</span>,
    },
    {
      id: 'validity',
      head: t('reference.validity'),
      priority: 2,
      cell: (plan) => <span class="n muted">{validityWords(plan)}</span>,
    },
    isHq && {
      id: 'policies',
      head: t('reference.policies'),
      align: 'num',
      priority: 2,
      cell: ({ policies, carrier }) => (
        <a class="link" href={`/policies?status=active&carrier=${carrier}`}>
          {digits(policies ?? 0)}
        </a>
      ),
    },
    {
      id: 'state',
      head: t('reference.state'),
      cell: ({ state }) => <State of="catalog" is={state} />,
    },
    menu && {
      id: 'menu',
      head: <span class="vh">{t('ui.actions')}</span>,
      class: 'catalog-do',
      cell: menu,
    },
  ]
  return all.filter((column) => column !== false && column !== undefined)
}

/** A planned change stands under the name, so that nobody is surprised on its day. */
export function Next({ row }: { row: Parameters<typeof nextWords>[0] }) {
  const words = nextWords(row)
  return words ? <span class="catalog-next">{words}</span> : null
}

const Card = ({ plan }: { plan: Plan }) => (
  <dl>
    <dt class="vh">{t('reference.plan')}</dt>
    <dd class="strong">
      {plan.name}
      <Next row={plan} />
    </dd>
    <dt class="vh">{t('reference.state')}</dt>
    <dd>
      <State of="catalog" is={plan.state} />
    </dd>
    <dt class="vh">{t('reference.carrier')}</dt>
    <dd class="muted">
      <span class="tag mr-1.5">{t(`words.carrier.${plan.carrier}`)}</span>
      {plan.category}
    </dd>
    <dt class="vh">{t('reference.fee')}</dt>
    <dd class="n strong">{won(plan.monthlyFeeWon)}</dd>
    <dt class="vh">{t('reference.validity')}</dt>
    <dd class="n subtle text-t12 col-span-2 !text-left">
      {bandOf(plan.monthlyFeeWon)} · {validityWords(plan)}
    </dd>
  </dl>
)
