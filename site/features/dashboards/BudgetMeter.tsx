import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Meter } from '../../ui/Meter.tsx'

export type Budget = {
  allocatedWon: number
  usedWon: number
  heldWon: number
  availableWon: number
}

const LOW_SHARE = 0.05

/** Whether less than a twentieth of the budget is left. */
export const isLow = ({ allocatedWon, availableWon }: Budget) =>
  allocatedWon > 0 && availableWon < allocatedWon * LOW_SHARE

/** The used and held parts of the budget. */
export function BudgetMeter({ budget, thick = false }: { budget: Budget; thick?: boolean }) {
  const { usedWon, heldWon, availableWon } = budget
  const all = usedWon + heldWon + availableWon
  return (
    <Meter
      used={usedWon}
      held={heldWon}
      of={all}
      thick={thick}
      label={t('dashboard.limit_label', {
        all: digits(all),
        used: digits(usedWon),
        held: digits(heldWon),
        left: digits(availableWon),
      })}
    />
  )
}
