import { useState } from 'preact/hooks'
import { CONTRACT_MONTHS } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { contractName } from './bands.ts'
import { readBands, reshaped } from './draft.ts'
import type { PartProps } from './part-props.ts'

const BANDS_MAX = 40

/** Which bands and contracts the matrix has. Those that stay keep their amounts. */
export function ShapeFields({ draft, onDraft }: Pick<PartProps, 'draft' | 'onDraft'>) {
  return (
    <>
      <Popover
        label={t('publishing.bands')}
        align="right"
        trigger={(button) => (
          <Button size="sm" {...button}>
            {t('publishing.bands')}
          </Button>
        )}
      >
        {(close) => (
          <BandsForm
            bandsWon={draft.bandsWon}
            onBands={(bands) => {
              onDraft(reshaped(draft, bands, draft.months))
              close()
            }}
          />
        )}
      </Popover>
      <Popover
        label={t('publishing.months')}
        align="right"
        trigger={(button) => (
          <Button size="sm" {...button}>
            {t('publishing.months')}
          </Button>
        )}
      >
        {() => (
          <div class="flex flex-col gap-2 p-2">
            {CONTRACT_MONTHS.map((months) => (
              <Checkbox
                key={months}
                checked={draft.months.includes(months)}
                onValue={(on) => {
                  const next = CONTRACT_MONTHS.filter((one) =>
                    one === months ? on : draft.months.includes(one),
                  )
                  if (next.length > 0) onDraft(reshaped(draft, draft.bandsWon, next))
                }}
              >
                {contractName(months)}
              </Checkbox>
            ))}
          </div>
        )}
      </Popover>
    </>
  )
}

function BandsForm({
  bandsWon,
  onBands,
}: {
  bandsWon: readonly number[]
  onBands: (bands: number[]) => void
}) {
  const [text, setText] = useState(() => bandsWon.join(', '))
  const [bad, setBad] = useState(false)
  const apply = () => {
    const bands = readBands(text)
    if (bands && bands.length <= BANDS_MAX) onBands(bands)
    else setBad(true)
  }
  return (
    <div class="flex w-80 flex-col gap-2.5 p-2">
      <TextArea
        label={t('publishing.bands')}
        help={t('publishing.bands_help')}
        error={bad ? t('publishing.error.bands') : undefined}
        class="n"
        rows={4}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          setBad(false)
        }}
      />
      <p class="help">{t('publishing.bands_drop')}</p>
      <Button onClick={apply}>{t('publishing.bands_apply')}</Button>
    </div>
  )
}
