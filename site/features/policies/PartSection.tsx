import type { ComponentChildren } from 'preact'
import { t } from '../../lib/i18n/t.ts'
import { Section } from '../../ui/Page.tsx'
import type { Part } from './publish.ts'

/** One part of the form, with the target of the link above it. */
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
      <Section title={t(`publishing.part_${part}`)} meta={meta} actions={actions}>
        {children}
      </Section>
    </div>
  )
}
