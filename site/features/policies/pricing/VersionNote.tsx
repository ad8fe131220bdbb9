import type { Difference, PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import { Changes } from './Changes.tsx'
import { placeLabel, type Row } from './change-words.ts'
import { namesIn } from './names-in.ts'

export type Props = {
  policyId: string
  from: number
  to: number
  matrix: Matrix
  devices: PolicyDetail['devices']
  onSeen: () => void
}

/** HQ published a version while prices were edited by the one before: what it pays now, before anything is saved. */
export function VersionNote({ policyId, from, to, matrix, devices, onSeen }: Props) {
  const difference = useAnswer(
    addressOf('/policies/:id/differences', { param: { id: policyId }, query: { from, to } }),
  )
  const { data } = difference
  const changed = data && data.counts.added + data.counts.removed + data.counts.changed
  return (
    <div class="note" role="alert">
      <Icon name="info" size={14} />
      <div class="flex min-w-0 flex-1 flex-col gap-2">
        <span>
          {t('changing.repriced', { version: to })}{' '}
          {changed !== undefined && t('changing.repriced_count', { count: digits(changed) })}
        </span>
        {data && (
          <Changes
            caption={t('changing.repriced_diff')}
            rows={data.cells.map((cell) =>
              rowOf(cell, matrix, namesIn([...devices, ...data.devices])),
            )}
          />
        )}
        <span>
          <Button size="sm" disabledBecause={seenFirst(difference.state)} onClick={onSeen}>
            {t('changing.repriced_seen')}
          </Button>
        </span>
      </div>
    </div>
  )
}

/** What changed is shown before it is said to be seen; without an answer the desk itself shows HQ's amounts. */
const seenFirst = (state: string): string | undefined =>
  state === 'loading' ? t('changing.repriced_wait') : undefined

const rowOf = (
  { axes, before, after }: Difference['cells'][number],
  matrix: Matrix,
  names: ReturnType<typeof namesIn>,
): Row => ({
  name: placeLabel(axes, matrix, names),
  from: said(before),
  to: said(after),
})

const said = (standing: Difference['cells'][number]['before']): string =>
  standing === null
    ? t('changing.none')
    : standing === 'closed'
      ? t('pricing.no_price.closed')
      : digits(standing)
