import { t } from '../../../lib/i18n/t.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { type Matrix, modelKey } from './dimensions.ts'
import { Members } from './GroupRows.tsx'
import type { Names } from './labels.ts'

type Props = {
  matrix: Matrix
  names: Names
  devices: readonly { id: string; name: string; manufacturer: string }[]
  grouped: readonly string[]
  shown: readonly string[]
  onShown: (shown: readonly string[]) => void
}

/** Models of no group that get a row of their own. One with cells keeps its row until they are emptied. */
export function SingleModels({ matrix, names, devices, grouped, shown, onShown }: Props) {
  const priced = new Set(matrix.entries.flatMap(({ deviceId }) => deviceId ?? []))
  const added = devices.filter(({ id }) => shown.includes(modelKey(id))).map(({ id }) => id)
  const free = devices.filter(
    ({ id }) => !grouped.includes(id) && !priced.has(id) && !added.includes(id),
  )
  const others = shown.filter((key) => !added.some((id) => modelKey(id) === key))
  return (
    <div class="flex flex-col gap-2 pt-4">
      <h3 class="strong">{t('shaping.singles')}</h3>
      <Members
        ids={added}
        nameOf={names.device}
        onIds={(ids) => onShown([...others, ...ids.map(modelKey)])}
      />
      <Combobox
        label={t('shaping.member_add', { group: t('shaping.singles') })}
        bare
        placeholder={t('shaping.member_search')}
        options={free.map(({ id, name, manufacturer }) => ({
          value: id,
          label: name,
          note: manufacturer,
        }))}
        value={undefined}
        onValue={(id) => id !== undefined && onShown([...shown, modelKey(id)])}
      />
    </div>
  )
}
