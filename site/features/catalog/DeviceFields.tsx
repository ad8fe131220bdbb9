import { COLORS_MAX, STORAGES_MAX } from '#api/catalog/rules.ts'
import { t } from '../../lib/i18n/t.ts'
import { Input } from '../../ui/Field.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { DayFields } from './DayFields.tsx'
import {
  type ColorDraft,
  colorProblems,
  type DeviceTerms,
  daysProblem,
  type StorageDraft,
  storageProblems,
} from './device-draft.ts'
import { RowsField } from './RowsField.tsx'

/** Storages with their prices, and the days on which the device is sold. */
export function DeviceTermsFields({
  value,
  onValue,
  asked,
}: {
  value: DeviceTerms
  onValue: (change: Partial<DeviceTerms>) => void
  asked: boolean
}) {
  const problems = storageProblems(value.storages)
  return (
    <>
      <RowsField<StorageDraft>
        label={t('reference.storage')}
        about={t('reference.storages_about')}
        rows={value.storages}
        fresh={{ name: '', priceWon: undefined }}
        max={STORAGES_MAX}
        addVerb={t('reference.add_storage')}
        onRows={(storages) => onValue({ storages })}
      >
        {(row, set, nth) => (
          <>
            <Input
              label={t('reference.storage')}
              value={row.name}
              placeholder="256GB"
              maxLength={40}
              autocomplete="off"
              error={asked ? problems[nth]?.name : undefined}
              onInput={({ currentTarget }) => set({ name: currentTarget.value })}
            />
            <MoneyInput
              label={t('reference.price')}
              value={row.priceWon}
              error={asked ? problems[nth]?.price : undefined}
              onValue={(priceWon) => set({ priceWon })}
            />
          </>
        )}
      </RowsField>
      <DayFields value={value} onValue={onValue} error={asked ? daysProblem(value) : undefined} />
    </>
  )
}

export function ColorFields({
  colors,
  onColors,
  asked,
}: {
  colors: readonly ColorDraft[]
  onColors: (colors: ColorDraft[]) => void
  asked: boolean
}) {
  const problems = colorProblems(colors)
  return (
    <RowsField<ColorDraft>
      label={t('reference.colors')}
      about={t('reference.color_code_help')}
      rows={colors}
      fresh={{ name: '', code: '' }}
      max={COLORS_MAX}
      addVerb={t('reference.add_color')}
      onRows={onColors}
    >
      {(row, set, nth) => (
        <>
          <Input
            label={t('reference.color_name')}
            value={row.name}
            maxLength={40}
            autocomplete="off"
            error={asked ? problems[nth]?.name : undefined}
            onInput={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <Input
            label={t('reference.color_code')}
            optional
            class="n"
            value={row.code}
            placeholder="#1A1A1A"
            maxLength={7}
            autocomplete="off"
            error={asked ? problems[nth]?.code : undefined}
            onInput={({ currentTarget }) => set({ code: currentTarget.value })}
          />
        </>
      )}
    </RowsField>
  )
}
