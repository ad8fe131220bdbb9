import type { Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Selection } from '../../ui/selection.ts'
import { Company, TierMark } from '../../ui/TierMark.tsx'
import { StateCells, SumCells } from './RowCells.tsx'
import type { Branch } from './summary.ts'

type Props = {
  branch: Branch
  today: string
  payeeTier: Tier
  isOpen: boolean
  isStop: boolean
  selection: Selection | undefined
  onFocus: () => void
  onToggle: (open: boolean) => void
}

/** One company and, when open, its shops and its own margin. */
export function BranchRows(props: Props) {
  const { branch, today, payeeTier, isOpen, isStop, selection, onFocus, onToggle } = props
  const { row, shops, margin } = branch
  const { id, name } = row.payee
  const picked = selection?.has(id) ?? false
  const opens = shops.length > 0
  return (
    <>
      <tr
        data-branch={id}
        class={picked ? 'is-selected' : ''}
        tabIndex={isStop ? 0 : -1}
        aria-level={1}
        aria-expanded={opens ? isOpen : undefined}
        aria-selected={selection ? picked : undefined}
        onFocus={onFocus}
      >
        {selection && (
          <td class="pick">
            <Checkbox
              checked={picked}
              label={t('ui.select_row', { name })}
              onClick={({ shiftKey }) => selection.toggle(id, shiftKey)}
            />
          </td>
        )}
        <td>
          <span class="flex items-center gap-1.5">
            {opens ? (
              <button
                type="button"
                class="twist"
                tabIndex={-1}
                aria-label={t(isOpen ? 'settlements.shut' : 'settlements.open', { name })}
                onClick={() => onToggle(!isOpen)}
              >
                <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
              </button>
            ) : (
              <span class="twist" />
            )}
            <Company tier={payeeTier}>{name}</Company>
          </span>
        </td>
        <SumCells sums={row} strong />
        <StateCells row={row} today={today} />
      </tr>
      {isOpen &&
        shops.map((shop) => (
          <tr key={shop.payee.id} class="sub" tabIndex={-1} aria-level={2}>
            {selection && <td />}
            <td class="name">
              <span class="tier">
                <TierMark tier="retail" size={12} />
                <span class="trunc">{shop.payee.name}</span>
              </span>
            </td>
            <SumCells sums={shop} />
            <StateCells row={shop} today={today} />
          </tr>
        ))}
      {isOpen && margin && (
        <tr class="sub" tabIndex={-1} aria-level={2}>
          {selection && <td />}
          <td class="name">
            <span class="tier">
              <TierMark tier="agency" size={12} />
              <span class="trunc">{t('settlements.margin')}</span>
            </span>
          </td>
          <SumCells sums={{ ...margin, orders: 0 }} />
          <td class="max-md:hidden" />
          <td />
        </tr>
      )}
    </>
  )
}
