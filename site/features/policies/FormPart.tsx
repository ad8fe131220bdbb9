import { t, withWords } from '../../lib/i18n/t.ts'
import { later } from '../../ui/later.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import type { BuilderProps } from './builder/FormBuilder.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'

// A part of its own size with words of its own, loaded when the page stands.
const FormBuilder = later<BuilderProps>(
  () =>
    withWords(['answers', 'builder'], import('./builder/FormBuilder.tsx')).then(
      (file) => file.FormBuilder,
    ),
  () => <SkeletonLines lines={12} />,
)

/** The fields that a shop fills in besides plan and customer. */
export function FormPart({
  draft,
  onDraft,
  errorAt,
  onFaults,
}: PartProps & Pick<BuilderProps, 'onFaults'>) {
  return (
    <PartSection part="form" meta={t('terms.form_n', { count: draft.form.length })}>
      {errorAt('form') && <p class="help error">{errorAt('form')}</p>}
      <FormBuilder form={draft.form} onForm={(form) => onDraft({ form })} onFaults={onFaults} />
    </PartSection>
  )
}
