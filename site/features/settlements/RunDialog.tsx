import { useEffect, useState } from 'preact/hooks'
import type { SettlementLine } from '#api/settlements/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { digits, monthWord, ordersAndLines, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { today } from '../../lib/server-clock.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'
import { type Batch, batchOf, collect, type Kind, LINES_AT_ONCE, type Wanted } from './collect.ts'
import { PartTable } from './PartTable.tsx'
import { type Payment, PaymentFields, paymentProblems } from './PaymentFields.tsx'

type Props = {
  kind: Kind
  /** Companies of a month, or single lines. */
  of: Wanted | readonly SettlementLine[]
  /** The month, if it is still running: more lines will be added to it. */
  openMonth?: string | undefined
  onDone: () => void
  onClose: () => void
}

/** Before money is approved or paid: exactly the rows of the run, and what cannot be undone. */
export function RunDialog({ kind, of, openMonth, onDone, onClose }: Props) {
  const { batch, counted, error, again } = useBatch(kind, of)
  const { key, renew } = useIdempotencyKey()
  const [payment, setPayment] = useState<Payment>({
    paidOn: today(),
    method: 'transfer',
    reference: '',
  })
  const [asked, setAsked] = useState(false)
  const problems = kind === 'pay' ? paymentProblems(payment) : {}
  const run = useAction(async (lines: NonNullable<Batch['which']>) => {
    const paid = { lines, ...payment, reference: payment.reference.trim() }
    const done = await (kind === 'pay'
      ? api.post('/settlements/payments', { json: paid, idempotencyKey: key })
      : api.post('/settlements/approvals', { json: { lines }, idempotencyKey: key }))
    const params = { count: done.byPayee.length, amount: won(done.totalWon) }
    toast(t(kind === 'pay' ? 'settlements.paid_toast' : 'settlements.approved_toast', params))
    onDone()
  })
  const confirm = () => {
    setAsked(true)
    if (batch?.which && Object.keys(problems).length === 0) void run.run(batch.which)
  }
  const moved = run.error instanceof ApiProblem && run.error.status === 409
  const count = batch?.parts.length ?? ('payeeIds' in of ? of.payeeIds.length : 1)
  return (
    <Confirm
      title={t(kind === 'pay' ? 'settlements.pay_title' : 'settlements.approve_title', { count })}
      text={t(kind === 'pay' ? 'settlements.pay_text' : 'settlements.approve_text')}
      verb={t(kind === 'pay' ? 'settlements.pay' : 'settlements.approve')}
      busy={run.busy}
      error={moved ? undefined : run.error}
      disabledBecause={reason(batch, error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      {error !== undefined ? (
        <ErrorState what={t('settlements.rows')} error={error} onRetry={again} />
      ) : (
        <PartTable batch={batch} counted={counted} expected={count} />
      )}
      {openMonth && batch && (
        <p class="note">
          <Icon name="info" size={14} />
          <span>
            {t('settlements.month_open', {
              month: monthWord(openMonth),
              count: ordersAndLines(batch),
            })}
          </span>
        </p>
      )}
      {moved && (
        <div class="note items-center" role="alert">
          <span class="flex-1">{t('settlements.moved_on')}</span>
          <Button
            size="sm"
            onClick={() => {
              // A failed run changed nothing, so the next one is another command.
              run.clear()
              renew()
              again()
            }}
          >
            {t('settlements.recount')}
          </Button>
        </div>
      )}
      {kind === 'pay' && (
        <PaymentFields
          payment={payment}
          count={count}
          problems={asked ? problems : {}}
          onChange={(change) => setPayment({ ...payment, ...change })}
        />
      )}
    </Confirm>
  )
}

function reason(batch: Batch | undefined, error: unknown): string | undefined {
  if (!batch) return error === undefined ? t('settlements.counting') : ''
  if (batch.lines === 0) return t('settlements.none_left')
  if (!batch.which) return t('settlements.too_many', { max: digits(LINES_AT_ONCE) })
  return undefined
}

/** The lines of the run as the server has them when the dialog opens. */
function useBatch(kind: Kind, of: Props['of']) {
  const [held, setHeld] = useState<{ batch?: Batch; error?: unknown }>(
    'payeeIds' in of ? {} : { batch: batchOf(of) },
  )
  const [counted, setCounted] = useState(0)
  const [turn, setTurn] = useState(0)
  // Loads on opening and on demand only: live changes behind the dialog must not alter what is confirmed.
  useEffect(() => {
    if (!('payeeIds' in of)) return
    const abort = new AbortController()
    setHeld({})
    setCounted(0)
    collect(kind, of, abort.signal, setCounted).then(
      (batch) => setHeld({ batch }),
      (error: unknown) => abort.signal.aborted || setHeld({ error }),
    )
    return () => abort.abort()
  }, [turn])
  return { ...held, counted, again: () => setTurn((n) => n + 1) }
}
