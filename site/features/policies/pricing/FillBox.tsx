import { useState } from 'preact/hooks'
import type { CellCarrier } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { parsePercent } from '../../../lib/percent.ts'
import { Button } from '../../../ui/Button.tsx'
import { Input } from '../../../ui/Field.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { Section } from '../../../ui/Page.tsx'

export type Props = {
  carrier: CellCarrier
  defaultWon: number | undefined
  onDefault: (won: number | undefined) => void
  onFill: (own: (grossWon: number) => number) => void
  onClear: () => void
}

const SHARE = '75'
const KEEP_WON = 100_000

/** Fills a whole carrier: a share of HQ's amounts, or HQ's amounts less a fixed margin; and the default. */
export function FillBox({ carrier, defaultWon, onDefault, onFill, onClear }: Props) {
  const [share, setShare] = useState(SHARE)
  const [keepWon, setKeep] = useState<number | undefined>(KEEP_WON)
  const percent = parsePercent(share) ?? -1
  const isShare = percent >= 0 && percent <= 100
  return (
    <>
      <Section line title={t('pricing.fill')}>
        <div class="flex flex-col gap-3">
          <form
            class="fill-row"
            onSubmit={(event) => {
              event.preventDefault()
              if (isShare) onFill((grossWon) => (grossWon * percent) / 100)
            }}
          >
            <Input
              label={t('pricing.share')}
              class="num"
              inputMode="decimal"
              autocomplete="off"
              suffix={<span class="muted">%</span>}
              value={share}
              error={isShare ? undefined : t('pricing.share_range')}
              onInput={({ currentTarget }) => setShare(currentTarget.value)}
            />
            <Button type="submit" disabledBecause={isShare ? undefined : t('pricing.share_range')}>
              {t('pricing.share_apply', { n: isShare ? percent : '–' })}
            </Button>
          </form>
          <form
            class="fill-row"
            onSubmit={(event) => {
              event.preventDefault()
              if (keepWon !== undefined) onFill((grossWon) => grossWon - keepWon)
            }}
          >
            <MoneyInput label={t('pricing.keep')} value={keepWon} onValue={setKeep} />
            <Button
              type="submit"
              disabledBecause={keepWon === undefined ? t('pricing.override_missing') : undefined}
            >
              {t('pricing.keep_apply')}
            </Button>
          </form>
          <p class="help">
            <span>{t('pricing.fill_scope', { carrier: t(`words.carrier.${carrier}`) })}</span>
          </p>
          <Button size="sm" class="self-start" onClick={onClear}>
            {t('pricing.clear_grid')}
          </Button>
        </div>
      </Section>
      <Section line title={t('pricing.default')}>
        <MoneyInput bare label={t('pricing.default')} value={defaultWon} onValue={onDefault} />
        <p class="help mt-1.5">
          <span>{t('pricing.default_help')}</span>
        </p>
      </Section>
    </>
  )
}
