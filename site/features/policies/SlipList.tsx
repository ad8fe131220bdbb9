import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { bandName, contractName } from './bands.ts'
import type { Draft } from './draft.ts'
import { type Slip, slipKey } from './matrix-checks.ts'

type Props = {
  draft: Draft
  slips: readonly Slip[]
  onFix: (slip: Slip) => void
  onKeep: (slip: Slip) => void
}

/** Cells that look like a slip, each with its likely correction; keeping the amount is a valid answer. */
export function SlipList({ draft, slips, onFix, onKeep }: Props) {
  return (
    <section class="slips" aria-label={t('publishing.check_title')}>
      <h3 class="strong flex items-center gap-2 pb-2">
        {t('publishing.check_title')}
        {slips.length > 0 && <span class="n text-stop">{slips.length}</span>}
      </h3>
      {slips.length === 0 && <p class="subtle">{t('publishing.check_none')}</p>}
      <ul class="flex flex-col gap-3">
        {slips.map((slip) => (
          <li key={slipKey(slip)} class="grid grid-cols-[16px_minmax(0,1fr)] gap-2">
            <span class="s-stop mt-0.5">
              <Glyph name="cross" />
            </span>
            <div>
              <p class="med">
                {t('publishing.check_lower', {
                  carrier: t(`words.carrier.${slip.carrier}`),
                  band: bandName(draft.bandsWon[slip.row] ?? 0),
                  months: contractName(draft.months[slip.column] ?? 0),
                })}
              </p>
              <p class="muted n text-t12">
                {t('publishing.check_lower_text', {
                  won: digits(slip.won),
                  below: digits(slip.belowWon),
                })}
              </p>
              <p class="mt-1.5 flex flex-wrap gap-1.5">
                <Button size="sm" onClick={() => onFix(slip)}>
                  {t('publishing.check_fix', { won: digits(slip.belowWon) })}
                </Button>
                <Button size="sm" kind="ghost" onClick={() => onKeep(slip)}>
                  {t('publishing.check_keep')}
                </Button>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
