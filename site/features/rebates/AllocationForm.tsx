import type { ComponentChildren, TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { today as serverDay } from '../../lib/server-clock.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { toast } from '../../ui/toasts.ts'
import { AllocateDialog } from './AllocateDialog.tsx'
import { AllocationTable } from './AllocationTable.tsx'
import {
  type Amounts,
  itemsOf,
  monthPeriod,
  type Period,
  periodProblem,
  problemsBy,
  totalOf,
} from './allocation.ts'
import type { Balances, MonthOf } from './balances.ts'
import { FillAll } from './FillAll.tsx'
import type { MoveKind } from './kind.ts'
import { PeriodFields } from './PeriodFields.tsx'

const MEMO_MAX = 200

type Props = {
  kind: MoveKind
  /** The maximum for a period, and the line that explains it; absent means no limit. */
  limit?: (period: Period) => {
    coverWon: number
    short: (won: number) => string
    node: (totalWon: number) => ComponentChildren
  }
  /** Undefined while loading. */
  balances: Balances['items'] | undefined
  month: MonthOf
  readOnly: boolean
}

/** Amounts per company, one period and memo; a dialog confirms the total before sending. */
export function AllocationForm(props: Props) {
  const { kind, limit, balances, month, readOnly } = props
  const today = serverDay()
  const [amounts, setAmounts] = useState<Amounts>({})
  const [period, setPeriod] = useState<Period>(() => monthPeriod(today, 'this'))
  const [note, setNote] = useState('')
  const [asking, setAsking] = useState(false)
  /** A new round recreates the fields when all are cleared, unreadable text included. */
  const [round, setRound] = useState(0)
  const [failure, setFailure] = useState<unknown>(undefined)
  const items = itemsOf(amounts)
  const late = periodProblem(period, today)
  const bound = limit?.(period)
  const over = bound ? totalOf(amounts) - bound.coverWon : 0
  const blocked = late
    ? t('rebates.period_bad')
    : items.length === 0
      ? kind.says('none_yet')
      : over > 0
        ? bound?.short(over)
        : undefined

  const done = () => {
    toast(kind.says('done', { count: items.length, won: digits(totalOf(amounts)) }), {
      action: { label: t('rebates.see_ledger'), href: '/rebates/ledger' },
    })
    setAsking(false)
    setAmounts({})
    setNote('')
  }
  const change = (next: Amounts) => {
    setAmounts(next)
    setFailure(undefined)
  }
  return (
    <form
      class="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!blocked) setAsking(true)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.isComposing || asking) return
        if (!event.ctrlKey && !event.metaKey) return goDown(event)
        event.preventDefault()
        // Through the form, which validates every field first.
        event.currentTarget.requestSubmit()
      }}
    >
      {readOnly ? (
        <p class="note">
          <Icon name="info" size={14} />
          <span>{kind.says('read_only')}</span>
        </p>
      ) : (
        <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <PeriodFields period={period} today={today} problem={late} onPeriod={setPeriod} />
          <FillAll
            onFill={(won) =>
              change(Object.fromEntries((balances ?? []).map(({ companyId }) => [companyId, won])))
            }
            onClear={() => {
              change({})
              setRound((n) => n + 1)
            }}
          />
        </div>
      )}
      <AllocationTable
        key={round}
        kind={kind}
        balances={balances}
        month={month}
        amounts={amounts}
        period={period}
        today={today}
        readOnly={readOnly}
        problems={problemsBy(failure, items)}
        onAmount={(companyId, won) => change({ ...amounts, [companyId]: won })}
      />
      {!readOnly && bound?.node(totalOf(amounts))}
      {!readOnly && (
        <div class="flex flex-wrap items-end justify-between gap-4">
          <div class="w-full max-w-[480px]">
            <TextArea
              label={t('rebates.memo')}
              optional
              help={kind.says('memo_help')}
              rows={2}
              maxLength={MEMO_MAX}
              value={note}
              onInput={({ currentTarget }) => setNote(currentTarget.value)}
            />
          </div>
          <Button kind="primary" size="lg" type="submit" disabledBecause={blocked}>
            {items.length > 0
              ? kind.says('submit', { count: items.length })
              : kind.says('submit_none')}
          </Button>
        </div>
      )}
      {asking && (
        <AllocateDialog
          kind={kind}
          period={period}
          items={items}
          note={note}
          names={new Map(balances?.map(({ companyId, name }) => [companyId, name]))}
          onClose={() => setAsking(false)}
          onDone={done}
          onFailed={(error) => {
            setFailure(error)
            if (Object.keys(problemsBy(error, items)).length > 0) setAsking(false)
          }}
        />
      )}
    </form>
  )
}

/** Enter moves down the amounts, Shift+Enter up, as in a spreadsheet; it does not submit. */
function goDown(event: TargetedKeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('td.amount input')]
  const at = fields.indexOf(event.target)
  const next = at < 0 ? undefined : fields[at + (event.shiftKey ? -1 : 1)]
  next?.focus()
  next?.select()
}
