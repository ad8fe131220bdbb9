import type { MoveBudget } from '#api/rebates/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { digits, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { Confirm } from '../../ui/Modal.tsx'
import { Money } from '../../ui/Money.tsx'
import type { MoveKind } from './kind.ts'

type Props = {
  kind: MoveKind
  period: MoveBudget['period']
  items: MoveBudget['items']
  note: string
  names: ReadonlyMap<string, string>
  onClose: () => void
  onDone: () => void
  onFailed: (error: unknown) => void
}

/** Shows every company with its amount and the total before it sends. A repeat does nothing more. */
export function AllocateDialog(props: Props) {
  const { kind, period, items, note, names, onClose, onDone, onFailed } = props
  const { key } = useIdempotencyKey()
  const total = items.reduce((sum, { amountWon }) => sum + amountWon, 0)
  const allocate = useAction(async () => {
    const body: MoveBudget = { period, items, note: note.trim() }
    try {
      return await api.post(kind.path, { json: body, idempotencyKey: key })
    } catch (failure) {
      onFailed(failure)
      throw failure
    }
  })
  const run = async () => {
    if (await allocate.run()) onDone()
  }
  return (
    <Confirm
      title={kind.says('confirm_title', { count: items.length, won: digits(total) })}
      text={kind.says('confirm_text', { start: period.start, end: period.end })}
      verb={kind.says('confirm_verb')}
      busy={allocate.busy}
      error={allocate.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <div class="max-h-72 overflow-auto">
        <table class="calc">
          <caption class="vh">{kind.says('caption')}</caption>
          <tbody>
            {items.map(({ companyId, amountWon }) => (
              <tr key={companyId} class="border-b border-line-faint">
                <td>{names.get(companyId)}</td>
                <td class="num">
                  <Money won={amountWon} />
                </td>
              </tr>
            ))}
            <tr class="total">
              <td>{t('ui.total')}</td>
              <td class="num !text-t14">{won(total)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </Confirm>
  )
}
