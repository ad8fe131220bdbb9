import { t } from '../../../lib/i18n/t.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import type { DeviceChoice, SheetChoice } from './choice.ts'
import { nearest } from './device-names.ts'
import type { Import, Mapped } from './use-import.ts'

const OUT = 'out'
const GROUP = 'group:'

type Props = {
  mapped: Mapped
  matrix: Matrix
  known: Import['known']
  /** The names that no model of the catalogue has. */
  unknown: readonly string[]
  onChoice: (change: Partial<SheetChoice>) => void
}

/** The devices of a sheet: those that the catalogue knows, and a choice for each of the others. */
export function DeviceRows({ mapped, matrix, known, unknown, onChoice }: Props) {
  const { proposal, choice, cells } = mapped
  const names = [...new Set(proposal.cells.flatMap(({ axes }) => axes.device ?? []))]
  if (names.length === 0) return null
  const placesOf = (name: string) => {
    const cell = proposal.cells.find(({ axes }) => axes.device === name)
    return cells.find(({ address }) => address === cell?.address)?.places.length ?? 0
  }
  const both = names.filter((name) => !choice.devices[name] && placesOf(name) > 1)
  const same = names.filter((name) => !choice.devices[name] && placesOf(name) === 1)
  // In the order of the sheet, so that a row stays where it is once it has its answer.
  const asked = names.filter((name) => choice.devices[name] || unknown.includes(name))
  return (
    <section>
      <h3>{t('imports.devices')}</h3>
      <Known words={t('imports.devices_same')} count={same.length} />
      <Known words={t('imports.devices_both')} count={both.length} />
      {asked.map((name) => (
        <div key={name} class={`device-row${choice.devices[name] ? '' : ' asks'}`}>
          <span>
            {!choice.devices[name] && (
              <span class="s-wait">
                <Glyph name="ring" size={13} />
              </span>
            )}
            {choice.devices[name] ? name : t('imports.device_unknown', { name })}
          </span>
          <Select
            label={t('imports.device_choice', { name })}
            bare
            options={[
              ...nearest(name, known).map(({ id, name: label }) => ({ value: id, label })),
              ...matrix.deviceGroups.map((group) => ({
                value: GROUP + group.name,
                label: group.name,
              })),
              { value: OUT, label: t('imports.device_out') },
            ]}
            value={chosenIn(choice.devices[name])}
            placeholder={t('imports.unchosen')}
            onValue={(value) =>
              onChoice({ devices: { ...choice.devices, [name]: choiceOf(value) } })
            }
          />
        </div>
      ))}
      {unknown.length > 0 && <p class="help warn">{t('imports.devices_help')}</p>}
    </section>
  )
}

const choiceOf = (value: string): DeviceChoice => {
  if (value === OUT) return OUT
  return value.startsWith(GROUP)
    ? [{ deviceGroup: value.slice(GROUP.length) }]
    : [{ deviceId: value }]
}

function chosenIn(choice: DeviceChoice | undefined): string {
  if (choice === undefined) return ''
  if (choice === OUT) return OUT
  const [target] = choice
  if (!target) return ''
  return 'deviceId' in target
    ? (target.deviceId ?? '')
    : `${GROUP}${'deviceGroup' in target ? target.deviceGroup : ''}`
}

const Known = ({ words, count }: { words: string; count: number }) =>
  count === 0 ? null : (
    <p class="known-row">
      <span class="s-done">
        <Glyph name="check" size={13} />
      </span>
      <span>{words}</span>
      <span class="n muted ml-auto">{t('imports.devices_rows', { count })}</span>
    </p>
  )
