import type { ComponentChildren } from 'preact'
import { t } from '../../lib/i18n/t.ts'
import { Section } from '../../ui/Page.tsx'
import type { Part } from './publishing.ts'

/** One part of the form, reached by the links above it. */
export function PartSection({
  part,
  meta,
  actions,
  children,
}: {
  part: Part
  meta?: ComponentChildren
  actions?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <div id={`part-${part}`} class="scroll-mt-2 pb-4">
      <Section title={t(`policies.part_${part}`)} meta={meta} actions={actions}>
        {children}
      </Section>
    </div>
  )
}
