import { useRef } from 'preact/hooks'
import { t, withWords } from '../../lib/i18n/t.ts'
import { useSeen } from '../../lib/use-seen.ts'
import { later } from '../../ui/later.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import type { BuilderProps } from './builder/FormBuilder.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'

// A part of its own size with words of its own, loaded when somebody comes near it.
const FormBuilder = later<BuilderProps>(
  () =>
    withWords(['answers', 'builder', 'fields'], import('./builder/FormBuilder.tsx')).then(
      (file) => file.FormBuilder,
    ),
  () => <SkeletonLines lines={12} />,
)

/** The fields that a shop fills in besides plan and customer. */
export function FormPart({ draft, onDraft, errorAt }: PartProps) {
  const place = useRef<HTMLDivElement>(null)
  const isSeen = useSeen(place)
  return (
    <PartSection part="form" meta={t('terms.form_n', { count: draft.form.length })}>
      {errorAt('form') && <p class="help error">{errorAt('form')}</p>}
      <div ref={place} class="min-h-96">
        {isSeen ? (
          <FormBuilder form={draft.form} onForm={(form) => onDraft({ form })} />
        ) : (
          <SkeletonLines lines={12} />
        )}
      </div>
    </PartSection>
  )
}
