import { t } from '../../../lib/i18n/t.ts'
import { DateField } from '../../../ui/DateField.tsx'
import { Section } from '../../../ui/Page.tsx'
import type { PartProps } from '../part-props.ts'
import { TimeField } from './TimeField.tsx'

/** From when to when orders are taken, to the minute in Seoul. */
export function ValidityFields({ draft, onDraft, errorAt }: PartProps) {
  return (
    <Section title={t('wizard.validity')} meta={t('wizard.seoul_time')}>
      <div class="grid max-w-[720px] grid-cols-2 gap-3.5 pb-3 max-sm:grid-cols-1">
        <div class="grid grid-cols-[minmax(0,1fr)_96px] gap-2">
          <DateField
            label={t('publishing.from')}
            optional
            help={t('publishing.from_help')}
            value={draft.from}
            onValue={(from) => onDraft({ from })}
          />
          <TimeField
            label={t('wizard.from_time')}
            value={draft.fromTime}
            onValue={(fromTime) => onDraft({ fromTime })}
          />
        </div>
        <div class="grid grid-cols-[minmax(0,1fr)_96px] gap-2">
          <DateField
            label={t('publishing.to')}
            optional
            help={t('wizard.to_help')}
            error={errorAt('validTo')}
            value={draft.to}
            onValue={(to) => onDraft({ to })}
          />
          <TimeField
            label={t('wizard.to_time')}
            value={draft.toTime}
            onValue={(toTime) => onDraft({ toTime })}
          />
        </div>
      </div>
    </Section>
  )
}
