import { CELL_CARRIERS, JOIN_TYPES, POLICY_KINDS } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Input, TextArea } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './PolicyForm.tsx'
import { joinName } from './policy-words.ts'

/** What the policy is called, what it covers and when it is in force; fixed once it is published. */
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
            label={t('policies.name')}
            placeholder={t('policies.name_hint')}
            error={errorAt('title')}
            maxLength={200}
            value={draft.title}
            onInput={({ currentTarget }) => onDraft({ title: currentTarget.value })}
          />
        </div>
        <Select
          label={t('policies.carrier')}
          options={CELL_CARRIERS.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
          value={draft.carrier}
          onValue={(carrier) => onDraft({ carrier })}
        />
        <Select
          label={t('policies.join')}
          options={(['all', ...JOIN_TYPES] as const).map((value) => ({
            value,
            label: joinName(value),
          }))}
          value={draft.joinType}
          onValue={(joinType) => onDraft({ joinType })}
        />
        <DateField
          label={t('policies.from')}
          optional
          help={t('policies.from_help')}
          value={draft.from}
          onValue={(from) => onDraft({ from })}
        />
        <DateField
          label={t('policies.to')}
          optional
          help={t('policies.to_help')}
          error={errorAt('validTo')}
          value={draft.to}
          onValue={(to) => onDraft({ to })}
        />
        <Select
          label={t('policies.kind')}
          options={POLICY_KINDS.map((value) => ({ value, label: t(`words.kind.${value}`) }))}
          value={draft.kind}
          onValue={(kind) => onDraft({ kind })}
        />
        <div class="col-span-full">
          <TextArea
            label={t('policies.description')}
            optional
            help={t('policies.description_hint')}
            maxLength={2000}
            value={draft.description}
            onInput={({ currentTarget }) => onDraft({ description: currentTarget.value })}
          />
        </div>
      </div>
    </PartSection>
  )
}
