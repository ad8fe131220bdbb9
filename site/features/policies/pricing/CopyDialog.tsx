import { useState } from 'preact/hooks'
import { SHOP_CELLS_MAX } from '#api/policies/shop-cells.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { later } from '../../../ui/later.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import type { Props as GroupsProps } from '../groups/GroupsDialog.tsx'
import type { Companies } from '../use-companies.ts'
import { CopyTargets } from './CopyTargets.tsx'
import { type Copied, copiedTo, countCells } from './copy-shop.ts'
import { ownShopsIn } from './own-shops.ts'
import { type Earlier, PricesBefore, takeStops } from './PricesBefore.tsx'
import { type Draft, draftOf } from './rates.ts'

const GroupsDialog = later<GroupsProps>(() =>
  import('../groups/GroupsDialog.tsx').then((file) => file.GroupsDialog),
)

export type Props = {
  draft: Draft
  shops: Companies
  /** Offered first: the prices of the policy that this one follows. */
  earlier: Earlier | undefined
  onTake: (draft: Draft) => void
  onCopy: (part: Copied) => void
  onClose: () => void
}

/**
 * Takes the prices of the policy before, or gives chosen shops and groups of shops the rule, the one amount and the
 * cells of another shop; saved with everything else.
 */
export function CopyDialog({ draft, shops, earlier, onTake, onCopy, onClose }: Props) {
  const own = ownShopsIn(draft)
  const all = shops.data ?? []
  const sources = all.filter(({ id }) => own.has(id))
  const [from, setFrom] = useState(sources.length === 1 ? sources[0]?.id : undefined)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isGrouping, setGrouping] = useState(false)
  const to = all.filter(({ id }) => id !== from && chosen.has(id)).map(({ id }) => id)
  // Before any prices of its own there is nothing to give to other shops.
  const isOnlyEarlier = earlier !== undefined && sources.length === 0
  const stops = isOnlyEarlier
    ? takeStops(earlier)
    : copyStops(draft, sources.length > 0 ? from : null, to)
  const apply = () => {
    if (isOnlyEarlier) onTake(draftOf(earlier))
    else if (from !== undefined) onCopy(copiedTo(draft, from, to))
  }
  if (isGrouping)
    return <GroupsDialog companies={shops} chosen={to} onClose={() => setGrouping(false)} />
  return (
    <Modal
      title={t(isOnlyEarlier ? 'pricing.copy_before' : 'pricing.copy')}
      onClose={onClose}
      // A disabled button disables its key too.
      onSubmit={stops === undefined ? apply : undefined}
    >
      {earlier && <PricesBefore earlier={earlier} onTake={onTake} />}
      {!isOnlyEarlier && (
        <p class="muted pb-3">
          {t(sources.length === 0 ? 'changing.copy_none' : 'changing.copy_text')}
        </p>
      )}
      {sources.length > 0 && (
        <Combobox
          label={t('changing.copy_from')}
          options={sources.map(({ id, name, code }) => ({ value: id, label: name, note: code }))}
          value={from}
          onValue={setFrom}
        />
      )}
      {from !== undefined && (
        <CopyTargets
          {...{ draft, from, to, shops: all, chosen }}
          onChosen={setChosen}
          onGroups={() => setGrouping(true)}
        />
      )}
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        {!isOnlyEarlier && (
          <Button kind="primary" disabledBecause={stops} onClick={apply}>
            {t('changing.copy_apply', { count: digits(to.length) })}
          </Button>
        )}
      </div>
    </Modal>
  )
}

/** Why nothing can be copied; `from` is null where no shop has anything of its own. */
function copyStops(
  draft: Draft,
  from: string | null | undefined,
  to: readonly string[],
): string | undefined {
  if (from === null) return t('changing.copy_none')
  if (from === undefined) return t('changing.copy_from_missing')
  if (to.length === 0) return t('changing.copy_to_missing')
  const cells = countCells(copiedTo(draft, from, to))
  if (cells <= SHOP_CELLS_MAX) return undefined
  return t('pricing.too_many_cells', { count: digits(cells), most: digits(SHOP_CELLS_MAX) })
}
