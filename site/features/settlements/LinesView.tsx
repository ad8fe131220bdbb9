import { useState } from 'preact/hooks'
import type { SettlementLine } from '#api/settlements/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { ordersAndLines } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import type { Me } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { monthName } from '../../ui/MonthSwitch.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { StateGlyph } from '../../ui/State.tsx'
import { useSelection } from '../../ui/selection.ts'
import { Table } from '../../ui/Table.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { type Kind, NEEDS, ordersIn } from './collect.ts'
import { LineCard, lineColumns } from './line-columns.tsx'
import { ofOrders } from './of-orders.ts'
import { RunBar } from './RunBar.tsx'
import { SHOWN, type Shown, type StateSum } from './summary.ts'
import type { Place } from './url-state.ts'

const PAGE = 50
const STATES = ['eligible', 'held', 'approved', 'paid'] as const

type Props = {
  me: Me
  place: Place
  sums: Record<Shown, StateSum> | undefined
  canAct: boolean
  onRun: (kind: Kind, lines: readonly SettlementLine[]) => void
}

/** Every line of the month by state, one page at a time. */
export function LinesView({ me, place, sums, canAct, onRun }: Props) {
  const { status, after } = useQuery()
  // Overdue is derived: these lines are stored as approved.
  const shown = SHOWN.find((one) => one === status)
  const asked = shown === 'overdue' ? 'approved' : shown
  const lines = useAnswer(
    addressOf('/settlements/lines', {
      query: {
        month: place.month,
        status: asked,
        direction: me.company.tier === 'retail' ? undefined : place.direction,
        after,
        limit: PAGE,
      },
    }),
  )
  const [trail, setTrail] = useState<readonly string[]>([])
  const items = lines.data?.items
  const selection = useSelection(items?.map(({ id }) => id) ?? [])
  const picked = (items ?? []).filter(({ id }) => selection.has(id))
  const turn = (to: string | undefined, by: 1 | -1) => {
    setTrail(by === 1 ? [...trail, after ?? ''] : trail.slice(0, -1))
    selection.clear()
    setQuery({ after: to })
  }
  const go = (state: Shown | undefined) => {
    setTrail([])
    selection.clear()
    setQuery({ status: state, after: undefined })
  }
  const next = lines.data?.nextCursor
  const blocked = (kind: Kind) => {
    const others = picked.filter((line) => line.status !== NEEDS[kind]).length
    if (others === 0) return undefined
    return t(kind === 'pay' ? 'settlements.cannot_pay_lines' : 'settlements.cannot_approve_lines', {
      count: others,
    })
  }
  const count = (state: (typeof STATES)[number]) =>
    sums && sums[state].lines + (state === 'approved' ? sums.overdue.lines : 0)
  return (
    <>
      <Tabs
        label={t('settlements.by_state')}
        onGo={(href) =>
          go(STATES.find((one) => new URLSearchParams(href.split('?')[1]).get('status') === one))
        }
        tabs={[
          {
            href: hrefWith({ status: undefined, after: undefined }),
            label: t('settlements.tab.all'),
            current: !asked,
          },
          ...STATES.map((state) => ({
            href: hrefWith({ status: state, after: undefined }),
            label: t(`states.line.${state}`),
            glyph: <StateGlyph of="line" is={state} />,
            count: count(state),
            hasCount: true,
            current: asked === state,
          })),
        ]}
      />
      {lines.state === 'failed' ? (
        <div class="page-body pt-4">
          <ErrorState what={t('settlements.list')} error={lines.error} onRetry={lines.reload} />
        </div>
      ) : (
        <div class="scroller list-scroll max-sm:px-4 max-sm:pt-3" aria-busy={lines.reloading}>
          <Table
            caption={t('settlements.list')}
            columns={lineColumns(me.company.tier)}
            rows={items && (me.company.tier === 'retail' ? ofOrders(items) : items)}
            keyOf={({ id }) => id}
            nameOf={(line) => `${line.orderNumber ?? ''} ${line.payee.name}`}
            selection={canAct ? selection : undefined}
            card={(line) => <LineCard line={line} tier={me.company.tier} />}
            empty={
              <Empty
                icon="receipt-text"
                title={
                  asked
                    ? t('settlements.empty_filter')
                    : t('settlements.empty', { month: monthName(place.month) })
                }
                text={asked ? undefined : t('settlements.empty_text')}
              >
                {asked && (
                  <Button size="sm" onClick={() => go(undefined)}>
                    {t('ui.clear_filters')}
                  </Button>
                )}
              </Empty>
            }
            skeletonRows={12}
            wide
          />
        </div>
      )}
      {items && items.length > 0 && (next || trail.length > 0) && (
        <Pager
          from={trail.length * PAGE + 1}
          to={trail.length * PAGE + items.length}
          onPrevious={trail.length > 0 ? () => turn(trail.at(-1) || undefined, -1) : undefined}
          onNext={next ? () => turn(next, 1) : undefined}
        />
      )}
      <RunBar
        count={picked.length}
        said={t('settlements.selected_of', {
          count: ordersAndLines({ orders: ordersIn(picked), lines: picked.length }),
        })}
        sumWon={picked.reduce((total, { amountWon }) => total + amountWon, 0)}
        blocked={blocked}
        onRun={(kind) => onRun(kind, picked)}
        onClear={selection.clear}
      />
    </>
  )
}
