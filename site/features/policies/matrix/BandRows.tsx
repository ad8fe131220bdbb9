import { useState } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Input } from '../../../ui/Field.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { bandName } from '../bands.ts'
import type { Matrix } from './dimensions.ts'
import { readBands } from './read-bands.ts'

/** A band being written; `was` is its fee before. */
export type BandText = { was?: number; bandWon: number | undefined; label: string }

const BANDS_MAX = 40

export const rowsOfBands = ({ bandsWon, bandLabels }: Matrix): readonly BandText[] =>
  bandsWon.map((bandWon) => ({
    was: bandWon,
    bandWon,
    label: bandLabels.find((one) => one.bandWon === bandWon)?.label ?? '',
  }))

/** What keeps these bands from being applied. */
export function faultOfBands(rows: readonly BandText[]): string | undefined {
  if (rows.length === 0) return t('shaping.band_none')
  if (rows.length > BANDS_MAX) return t('shaping.band_many')
  const fees = rows.map(({ bandWon }) => bandWon)
  if (fees.some((fee) => fee === undefined || fee < 1 || fee > 10_000_000))
    return t('shaping.band_unreadable')
  return new Set(fees).size < fees.length ? t('shaping.band_twice') : undefined
}

type Props = { rows: readonly BandText[]; onRows: (rows: readonly BandText[]) => void }

/** Monthly fees and their names; several can be added at once. */
export function BandRows({ rows, onRows }: Props) {
  const set = (at: number, change: Partial<BandText>) =>
    onRows(rows.map((row, i) => (i === at ? { ...row, ...change } : row)))
  return (
    <>
      <ul class="band-rows">
        {rows.map((row, at) => (
          <li key={`${row.was ?? 'new'} ${at}`}>
            <MoneyInput
              label={t('shaping.band_fee')}
              bare
              value={row.bandWon}
              onValue={(bandWon) => set(at, { bandWon })}
            />
            <div class="in">
              <input
                aria-label={t('shaping.band_label')}
                placeholder={
                  row.bandWon === undefined ? t('shaping.band_label_hint') : bandName(row.bandWon)
                }
                maxLength={30}
                value={row.label}
                onInput={({ currentTarget }) => set(at, { label: currentTarget.value })}
              />
            </div>
            <IconButton
              icon="x"
              label={t('shaping.remove_name', { name: row.label || bandName(row.bandWon ?? 0) })}
              onClick={() => onRows(rows.filter((_, i) => i !== at))}
            />
          </li>
        ))}
      </ul>
      <AddBands rows={rows} onRows={onRows} />
    </>
  )
}

function AddBands({ rows, onRows }: Props) {
  const [text, setText] = useState('')
  const [isBad, setBad] = useState(false)
  const add = () => {
    const fees = readBands(text)
    if (!fees) return setBad(true)
    const known = new Set(rows.map(({ bandWon }) => bandWon))
    onRows([
      ...rows,
      ...fees.filter((fee) => !known.has(fee)).map((bandWon) => ({ bandWon, label: '' })),
    ])
    setText('')
  }
  return (
    <div class="flex items-start gap-2 pt-2">
      <div class="flex-1">
        <Input
          label={t('shaping.band_add')}
          help={t('shaping.band_add_help')}
          error={isBad ? t('shaping.band_unreadable') : undefined}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            setBad(false)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing || event.ctrlKey) return
            event.preventDefault()
            add()
          }}
        />
      </div>
      <Button class="mt-6" onClick={add}>
        {t('shaping.add')}
      </Button>
    </div>
  )
}
