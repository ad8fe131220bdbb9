import { CELL_CARRIERS, JOIN_TYPES, POLICY_KINDS } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Input, TextArea } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'

/** The policy's name, what it covers and when it is in force; fixed once it is published. */
export function BasicPart({
  draft,
  onDraft,
  errorAt,
  isVersion,
}: PartProps & { isVersion: boolean }) {
  if (isVersion) return null
  return (
    <PartSection part="basic">
      <div class="grid max-w-[720px] grid-cols-2 gap-3.5 max-sm:grid-cols-1">
        <div class="col-span-full">
          <Input
            label={t('publishing.name')}
            placeholder={t('publishing.name_hint')}
            error={errorAt('title')}
            maxLength={200}
            value={draft.title}
            onInput={({ currentTarget }) => onDraft({ title: currentTarget.value })}
          />
        </div>
        <Select
          label={t('terms.carrier')}
          options={CELL_CARRIERS.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
          value={draft.carrier}
          onValue={(carrier) => onDraft({ carrier })}
        />
        <Select
          label={t('terms.join')}
          options={(['all', ...JOIN_TYPES] as const).map((value) => ({
            value,
            label: t(`words.join.${value}`),
          }))}
          value={draft.joinType}
          onValue={(joinType) => onDraft({ joinType })}
        />
        <DateField
          label={t('publishing.from')}
          optional
          help={t('publishing.from_help')}
          value={draft.from}
          onValue={(from) => onDraft({ from })}
        />
        <DateField
          label={t('publishing.to')}
          optional
          help={t('publishing.to_help')}
          error={errorAt('validTo')}
          value={draft.to}
          onValue={(to) => onDraft({ to })}
        />
        <Select
          label={t('terms.kind')}
          options={POLICY_KINDS.map((value) => ({ value, label: t(`words.kind.${value}`) }))}
          value={draft.kind}
          onValue={(kind) => onDraft({ kind })}
        />
        <div class="col-span-full">
          <TextArea
            label={t('publishing.description')}
            optional
            help={t('publishing.description_hint')}
            maxLength={2000}
            value={draft.description}
            onInput={({ currentTarget }) => onDraft({ description: currentTarget.value })}
          />
        </div>
      </div>
    </PartSection>
  )
}
