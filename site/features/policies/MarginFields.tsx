import { contradict, leaveWonOf } from '#api/policies/margin.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import type { PartProps } from './part-props.ts'

/** What an agency may keep of an order; below zero it may pay from its own pocket, which is said in won. */
export function MarginFields({ draft, onDraft, errorAt }: PartProps) {
  const limits = {
    marginFloorWon: draft.marginFloorWon ?? null,
    marginCeilingWon: draft.marginCeilingWon ?? null,
  }
  const leaveWon = leaveWonOf(limits)
  // That one limit is above the other is no question of what is still to be written: it is said at once.
  const error = contradict(limits) ? t('publishing.error.margin') : errorAt('marginFloorWon')
  return (
    <>
      <MoneyInput
        label={t('terms.margin_floor')}
        optional
        negative
        help={t('publishing.margin_floor_help')}
        error={error}
        value={draft.marginFloorWon}
        onValue={(marginFloorWon) => onDraft({ marginFloorWon })}
      />
      <MoneyInput
        label={t('terms.margin_ceiling')}
        optional
        help={t('publishing.margin_ceiling_help')}
        value={draft.marginCeilingWon}
        onValue={(marginCeilingWon) => onDraft({ marginCeilingWon })}
      />
      <div class="col-span-full empty:hidden" role="status">
        {leaveWon > 0 && (
          <p class="note n">
            <Icon name="triangle-alert" size={14} />
            <span>{t('publishing.margin_leave', { leave: digits(leaveWon) })}</span>
          </p>
        )}
      </div>
    </>
  )
}
