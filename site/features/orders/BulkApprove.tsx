import { useState } from 'preact/hooks'
import type { OrderItem } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { BulkBar } from '../../ui/BulkBar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Modal } from '../../ui/Modal.tsx'
import type { Selection } from '../../ui/selection.ts'
import { sayMove } from './move-words.ts'
import { approve } from './moves.ts'

type Result = { order: OrderItem; failure?: unknown }

export type Props = {
  selection: Selection
  /** Every row that was on screen, by id. */
  orders: ReadonlyMap<string, OrderItem>
  /** Called with the ids that were approved. */
  onDone?: (ids: readonly string[]) => void
}

/** Approves the selected orders one by one and shows the outcome of each. */
export function BulkApprove({ selection, orders, onDone }: Props) {
  const [done, setDone] = useState<number | undefined>(undefined)
  const [results, setResults] = useState<readonly Result[] | undefined>(undefined)
  const chosen = [...selection.ids].flatMap((id) => orders.get(id) ?? [])
  const blocked = chosen.filter(({ status }) => status !== 'pending').length

  const run = async () => {
    const found: Result[] = []
    for (const order of chosen) {
      setDone(found.length)
      found.push(await tried(order))
    }
    setDone(undefined)
    setResults(found)
    selection.keep(found.filter(({ failure }) => failure !== undefined).map((r) => r.order.id))
    onDone?.(found.filter(({ failure }) => failure === undefined).map((r) => r.order.id))
  }
  return (
    <>
      <BulkBar
        count={chosen.length}
        sumWon={chosen.reduce((sum, { amounts }) => sum + amounts.totalWon, 0)}
        onClear={selection.clear}
      >
        <Button
          kind="primary"
          size="sm"
          busy={done !== undefined}
          disabledBecause={blocked > 0 ? t('orders.bulk_blocked', { count: blocked }) : undefined}
          onClick={() => void run()}
        >
          {done === undefined
            ? t('orders.bulk_approve', { count: chosen.length })
            : t('orders.bulk_running', { done, all: chosen.length })}
        </Button>
      </BulkBar>
      {results && <Results results={results} onClose={() => setResults(undefined)} />}
    </>
  )
}

async function tried(order: OrderItem): Promise<Result> {
  try {
    await approve(order)
    return { order }
  } catch (failure) {
    return { order, failure }
  }
}

function Results({ results, onClose }: { results: readonly Result[]; onClose: () => void }) {
  const failed = results.filter(({ failure }) => failure !== undefined)
  const all = results.length
  return (
    <Modal
      title={
        failed.length === 0
          ? t('orders.bulk_all', { all })
          : t('orders.bulk_title', { all, done: all - failed.length })
      }
      onClose={onClose}
    >
      <ul class="max-h-80 overflow-auto">
        {[...failed, ...results.filter(({ failure }) => failure === undefined)].map(
          ({ order, failure }) => (
            <li
              key={order.id}
              class="flex items-start gap-2 border-b border-line-faint py-2 last:border-0"
            >
              <span class={`mt-1 ${failure === undefined ? 's-done' : 's-stop'}`}>
                <Glyph name={failure === undefined ? 'check' : 'cross'} />
              </span>
              <span class="min-w-0">
                <span class="n med">{order.number}</span>{' '}
                <span class="subtle">{order.retail.name}</span>
                <span class="block text-t12 muted">
                  {failure === undefined ? t('orders.bulk_row_done') : sayMove(failure)}
                </span>
              </span>
            </li>
          ),
        )}
      </ul>
      {failed.length > 0 && <p class="help">{t('orders.bulk_kept')}</p>}
      <div class="modal-foot">
        <Button autofocus onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </Modal>
  )
}
