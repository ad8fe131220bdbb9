import type { ComponentChildren } from 'preact'
import type { DraftStep } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Section } from '../../ui/Page.tsx'

/** The content of one step under its name. */
export function PartSection({
  part,
  meta,
  actions,
  children,
}: {
  part: DraftStep
  meta?: ComponentChildren
  actions?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <div class="pb-4">
      <Section title={t(`publishing.part_${part}`)} meta={meta} actions={actions}>
        {children}
      </Section>
    </div>
  )
}
