import { UNITS_WON } from '#api/amount.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { readPrice } from './read-price.ts'
import type { Editor } from './use-editor.ts'

export type Props = { pasting: Editor['pasting'] }

/** Asks in which unit pasted figures count; until then they are no amounts. */
export function UnitLine({ pasting }: Props) {
  const { pending } = pasting
  if (!pending) return null
  const { units, places } = pending.proposal
  const example = places.find(
    ({ text }) => typeof readPrice(text) === 'number' && /[1-9]/.test(text),
  )
  const read = example && readPrice(example.text, pending.unit)
  return (
    <fieldset class="unit-line">
      <legend class="vh">{t('matrix.unit_question')}</legend>
      <span class="s-wait">
        <Glyph name="ring" />
      </span>
      <b class="strong">{t('matrix.unit_question')}</b>
      {typeof read === 'number' && (
        <span class="muted n text-t12">
          {t('matrix.unit_reading', { text: example?.text.trim() ?? '', won: digits(read) })}
        </span>
      )}
      <span class="ml-auto flex flex-wrap items-center gap-2">
        {UNITS_WON.filter((unit) => units.includes(unit)).map((unit) => (
          <Button key={unit} size="xs" onClick={() => pasting.answer(unit)}>
            {t(`matrix.unit.${unit}`)}
          </Button>
        ))}
        <Button size="xs" kind="ghost" onClick={pasting.takeBack}>
          {t('matrix.unit_back')}
        </Button>
      </span>
    </fieldset>
  )
}
