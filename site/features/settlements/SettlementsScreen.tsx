import { useState } from 'preact/hooks'
import type { SettlementLine, SummaryRow } from '#api/settlements/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { ordersAndLines } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { type Me, may, useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { MonthSwitch } from '../../ui/MonthSwitch.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useSelection } from '../../ui/selection.ts'
import { type Kind, NEEDS, type Wanted } from './collect.ts'
import { LinesView } from './LinesView.tsx'
import { Receivable } from './Receivable.tsx'
import { RunBar } from './RunBar.tsx'
import { RunDialog } from './RunDialog.tsx'
import { ScheduleView } from './ScheduleView.tsx'
import { StateStrip } from './StateStrip.tsx'
import { linesIn, rowsOf, sizeOf, stateSums } from './summary.ts'
import { TreeTable } from './TreeTable.tsx'
import { usePlace, VIEWS } from './url-state.ts'

/** The orders and lines of the chosen companies, whatever their state. */
const selectedSize = (rows: readonly SummaryRow[]) => ordersAndLines(sizeOf(rows))

type Asked = { kind: Kind; of: Wanted | readonly SettlementLine[] }

/** A month's debts: by company, line by line, by day. The payer's admin approves and records payment. */
export function SettlementsScreen() {
  const me = useMe()
  return me ? <Settlements me={me} /> : null
}

function Settlements({ me }: { me: Me }) {
  const place = usePlace(me)
  const { tier } = me.company
  const summary = useAnswer(addressOf('/settlements/summary', { query: { month: place.month } }))
  const data = summary.data?.month === place.month ? summary.data : undefined
  const rows = data && rowsOf(data, place.direction, me.company)
  const sums = rows && stateSums(rows, place.today)
  const canAct = place.pays && may('settlement.approve')
  const selection = useSelection(rows?.map(({ payee }) => payee.id) ?? [])
  const [asked, setAsked] = useState<Asked | undefined>(undefined)
  const picked = (rows ?? []).filter(({ payee }) => selection.has(payee.id))

  const go: typeof place.go = (change) => {
    selection.clear()
    place.go(change)
  }
  const blocked = (kind: Kind) => {
    const without = picked.filter((row) => linesIn(row, NEEDS[kind]).lines === 0).length
    if (without === 0) return undefined
    return t(kind === 'pay' ? 'settlements.cannot_pay' : 'settlements.cannot_approve', {
      count: without,
    })
  }
  return (
    <>
      <PageHead
        title={t(tier === 'retail' ? 'settlements.receivable' : 'settlements.title')}
        beside={
          <MonthSwitch value={place.month} now={place.now} onValue={(month) => go({ month })} />
        }
        actions={
          <>
            {tier !== 'retail' && (
              <Segmented
                label={t('settlements.view')}
                value={place.view}
                options={VIEWS.map((value) => ({ value, label: t(`settlements.view.${value}`) }))}
                onValue={(view) => go({ view })}
              />
            )}
            {may('export.settlements') && (
              <ButtonLink icon="download" href={`/exports?month=${place.month}`}>
                {t('settlements.export')}
              </ButtonLink>
            )}
          </>
        }
      />
      <div class="px-[var(--gutter)]">
        {summary.state === 'failed' ? (
          <ErrorState
            what={t('settlements.figures')}
            error={summary.error}
            onRetry={summary.reload}
          />
        ) : tier === 'retail' ? (
          <Receivable rows={rows} sums={sums} today={place.today} />
        ) : (
          <StateStrip sums={sums} onGo={(status) => go({ view: 'list', status })} />
        )}
      </div>
      {tier !== 'retail' && (
        <div class="filters">
          <Segmented
            label={t('settlements.direction')}
            value={place.direction}
            options={(['hq_agency', 'agency_retail'] as const).map((value) => ({
              value,
              label:
                tier === 'hq'
                  ? t(`settlements.direction.${value}`)
                  : t(
                      value === 'hq_agency'
                        ? 'settlements.direction.in'
                        : 'settlements.direction.out',
                    ),
            }))}
            onValue={(direction) => go({ direction })}
          />
          <span class="subtle ml-auto text-t12">
            {place.view === 'tree' && <span class="max-lg:hidden">{t('settlements.keys')} · </span>}
            {t('settlements.won')}
            {place.pays && !canAct && ` · ${t('settlements.read_only')}`}
          </span>
        </div>
      )}
      {place.view === 'tree' && summary.state !== 'failed' && (
        <>
          <div class="scroller list-scroll" aria-busy={summary.reloading}>
            <TreeTable
              key={`${place.month} ${place.direction}`}
              place={place}
              rows={rows}
              all={data?.rows ?? []}
              selection={canAct ? selection : undefined}
            />
          </div>
          <RunBar
            count={picked.length}
            said={`${t('settlements.selected_companies', { count: picked.length })} · ${selectedSize(picked)}`}
            sumWon={picked.reduce((total, { totalWon }) => total + totalWon, 0)}
            blocked={blocked}
            onRun={(kind) =>
              setAsked({
                kind,
                of: {
                  month: place.month,
                  direction: place.direction,
                  payeeIds: picked.map(({ payee }) => payee.id),
                },
              })
            }
            onClear={selection.clear}
          />
        </>
      )}
      {place.view === 'schedule' && summary.state !== 'failed' && (
        <ScheduleView place={place} rows={rows} />
      )}
      {place.view === 'list' && (
        <LinesView
          key={`${place.month} ${place.direction}`}
          me={me}
          place={place}
          sums={sums}
          canAct={canAct}
          onRun={(kind, of) => setAsked({ kind, of })}
        />
      )}
      {asked && (
        <RunDialog
          kind={asked.kind}
          of={asked.of}
          openMonth={place.month >= place.today.slice(0, 7) ? place.month : undefined}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined)
            selection.clear()
          }}
        />
      )}
    </>
  )
}
