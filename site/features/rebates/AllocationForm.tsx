import type { TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { toast } from '../../ui/toasts.ts'
import { AllocateDialog } from './AllocateDialog.tsx'
import type { Balances, MonthOf } from './AllocateScreen.tsx'
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
import { FillAll } from './FillAll.tsx'
import { PeriodFields } from './PeriodFields.tsx'

const MEMO_MAX = 200

type Props = {
  /** Undefined while loading. */
  balances: Balances['items'] | undefined
  month: MonthOf
  readOnly: boolean
  onDone: () => void
}

/** Amounts per agency, one period and memo; asked again with the total before anything moves. */
export function AllocationForm({ balances, month, readOnly, onDone }: Props) {
  const today = dateOf(new Date())
  const [amounts, setAmounts] = useState<Amounts>({})
  const [period, setPeriod] = useState<Period>(() => monthPeriod(today, 'this'))
  const [note, setNote] = useState('')
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const items = itemsOf(amounts)
  const late = periodProblem(period, today)
  const blocked = late
    ? t('rebates.period_bad')
    : items.length === 0
      ? t('rebates.none_yet')
      : undefined

  const done = () => {
    toast(t('rebates.done', { count: items.length, won: digits(totalOf(amounts)) }), {
      action: { label: t('rebates.see_ledger'), href: '/rebates/ledger' },
    })
    setAsking(false)
    setAmounts({})
    setNote('')
    onDone()
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
        if (!blocked) setAsking(true)
      }}
    >
      {readOnly ? (
        <p class="note">
          <Icon name="info" size={14} />
          <span>{t('rebates.read_only')}</span>
        </p>
      ) : (
        <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <PeriodFields period={period} today={today} problem={late} onPeriod={setPeriod} />
          <FillAll
            onFill={(won) =>
              change(Object.fromEntries((balances ?? []).map(({ companyId }) => [companyId, won])))
            }
            onClear={() => change({})}
          />
        </div>
      )}
      <AllocationTable
        balances={balances}
        month={month}
        amounts={amounts}
        period={period}
        today={today}
        readOnly={readOnly}
        problems={problemsBy(failure, items)}
        onAmount={(companyId, won) => change({ ...amounts, [companyId]: won })}
      />
      {!readOnly && (
        <div class="flex flex-wrap items-end justify-between gap-4">
          <div class="w-full max-w-[480px]">
            <TextArea
              label={t('rebates.memo')}
              optional
              help={t('rebates.memo_help')}
              rows={2}
              maxLength={MEMO_MAX}
              value={note}
              onInput={({ currentTarget }) => setNote(currentTarget.value)}
            />
          </div>
          <Button kind="primary" size="lg" type="submit" disabledBecause={blocked}>
            {items.length > 0
              ? t('rebates.submit', { count: items.length })
              : t('rebates.submit_none')}
          </Button>
        </div>
      )}
      {asking && (
        <AllocateDialog
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

/** Enter leads down the amounts, Shift+Enter up, as in a spreadsheet; it does not send the form. */
function goDown(event: TargetedKeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('td.amount input')]
  const at = fields.indexOf(event.target)
  const next = at < 0 ? undefined : fields[at + (event.shiftKey ? -1 : 1)]
  next?.focus()
  next?.select()
}
