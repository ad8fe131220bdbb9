import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'

/** Sets the same amount in every row, or clears all. */
export function FillAll({
  onFill,
  onClear,
}: {
  onFill: (won: number) => void
  onClear: () => void
}) {
  const [won, setWon] = useState<number | undefined>(undefined)
  return (
    <div class="flex flex-wrap items-start gap-x-2 gap-y-1.5">
      <div class="w-48">
        <MoneyInput label={t('rebates.fill')} value={won} onValue={setWon} />
      </div>
      <div class="flex gap-1.5 pt-[25px] max-sm:pt-0">
        <Button
          disabledBecause={won === undefined ? t('rebates.none_yet') : undefined}
          onClick={() => won !== undefined && onFill(won)}
        >
          {t('rebates.fill_apply')}
        </Button>
        <Button kind="ghost" onClick={onClear}>
          {t('rebates.clear')}
        </Button>
      </div>
    </div>
  )
}
