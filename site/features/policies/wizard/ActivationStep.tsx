import type { PolicyDetail } from '#api/policies/contract.ts'
import { DRAFT_STEPS, POLICY_KINDS } from '#db/words.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { may } from '../../../lib/session.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Input, TextArea } from '../../../ui/Field.tsx'
import { later } from '../../../ui/later.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Props as ImpactProps } from '../impact/ImpactPart.tsx'
import { PartSection } from '../PartSection.tsx'
import type { PartProps } from '../part-props.ts'
import type { Problem } from '../publish.ts'
import { AlongsidePart } from './AlongsidePart.tsx'
import { Previews } from './Previews.tsx'
import { SuccessionPart } from './SuccessionPart.tsx'
import { Summary } from './Summary.tsx'
import type { Saver } from './saver.ts'

// Heavy, and only for those who may publish.
const ImpactPart = later<ImpactProps>(() =>
  withWords(['impact'], import('../impact/ImpactPart.tsx')).then((file) => file.ImpactPart),
)

export type Props = PartProps & {
  saver: Saver
  base: PolicyDetail | undefined
  problems: readonly Problem[]
  onGo: (step: number) => void
  /** Asking for an approval was refused. */
  onFailed: (error: unknown) => void
}

/** The name, everything that was written with its way back, and how it will look. */
export function ActivationStep(props: Props) {
  const { draft, onDraft, errorAt, base, problems, saver, onGo, onFailed } = props
  const stored = saver.stored()
  return (
    <>
      {!base && (
        <PartSection part="activation">
          <div class="grid max-w-[720px] grid-cols-2 gap-3.5 max-sm:grid-cols-1">
            <Input
              label={t('publishing.name')}
              placeholder={t('publishing.name_hint')}
              error={errorAt('title')}
              maxLength={200}
              value={draft.title}
              onInput={({ currentTarget }) => onDraft({ title: currentTarget.value })}
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
            <div class="col-span-full">
              <Checkbox
                checked={draft.requiresReading}
                onValue={(requiresReading) => onDraft({ requiresReading })}
              >
                {t('publishing.requires_reading')}
              </Checkbox>
            </div>
          </div>
        </PartSection>
      )}
      {!base && draft.succeeds && stored && (
        <SuccessionPart {...{ draft, onDraft }} id={stored.id} />
      )}
      <Summary
        {...{ draft, base, problems }}
        onFix={(step) => onGo(DRAFT_STEPS.indexOf(step) + 1)}
      />
      {stored && <AlongsidePart {...{ draft, onDraft, errorAt, stored }} />}
      {may('policy.impact') && <ImpactPart {...{ draft, onDraft, saver, onGo, onFailed }} />}
      <Previews draft={draft} saver={saver} />
    </>
  )
}
