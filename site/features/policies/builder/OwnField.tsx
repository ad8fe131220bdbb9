import { useState } from 'preact/hooks'
import type { FormEntry, Template } from '#api/forms/entry.ts'
import { OWN_TYPES, type OwnType } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Input } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { ownEntry } from './model.ts'

type Props = { form: Template; isFull: boolean; onInsert: (entry: FormEntry) => void }

/** Makes a field that the catalogue does not have: a type and what shops read beside it. */
export function OwnField({ form, isFull, onInsert }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [type, setType] = useState<OwnType>('text')
  const [label, setLabel] = useState('')
  const make = () => {
    if (!label.trim()) return
    onInsert(ownEntry(label.trim(), type, form, t('builder.first_option')))
    setLabel('')
    setOpen(false)
  }
  if (!isOpen)
    return (
      <Button
        icon="plus"
        class="w-full"
        disabledBecause={isFull ? t('builder.full') : undefined}
        onClick={() => setOpen(true)}
      >
        {t('builder.own')}
      </Button>
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape in the fields inside it
    <div
      class="builder-own"
      onKeyDown={(event) => {
        if (event.isComposing) return
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          event.preventDefault()
          make()
        }
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <Select
        label={t('builder.type')}
        options={OWN_TYPES.map((value) => ({ value, label: t(`builder.type_${value}`) }))}
        value={type}
        onValue={setType}
      />
      <Input
        label={t('builder.label')}
        maxLength={200}
        value={label}
        onInput={({ currentTarget }) => setLabel(currentTarget.value)}
      />
      <div class="flex gap-2">
        <Button
          kind="primary"
          size="sm"
          disabledBecause={label.trim() ? undefined : t('builder.label_needed')}
          onClick={make}
        >
          {t('builder.make')}
        </Button>
        <Button size="sm" onClick={() => setOpen(false)}>
          {t('builder.cancel')}
        </Button>
      </div>
    </div>
  )
}
