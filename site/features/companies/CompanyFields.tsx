import { t } from '../../lib/i18n/t.ts'
import { sayField } from '../../lib/messages.ts'
import { Input } from '../../ui/Field.tsx'
import { MaskedInput } from '../../ui/MaskedInput.tsx'
import { DRAFT_FIELDS, type Draft, type DraftField, type Problems } from './company-edit.ts'

type Props = {
  draft: Draft
  onDraft: (draft: Draft) => void
  /** The fields that this person may change; the others are not shown. */
  fields?: readonly DraftField[]
  /** What is wrong, once sending was tried. */
  problems: Problems
  /** The refusal of the API. */
  error: unknown
}

/** The fields of a company, for adding and for editing. */
export function CompanyFields({ draft, onDraft, fields = DRAFT_FIELDS, problems, error }: Props) {
  const has = (field: DraftField) => fields.includes(field)
  const set = (field: DraftField) => (value: string) => onDraft({ ...draft, [field]: value })
  return (
    <>
      {has('name') && (
        <Input
          label={t('org.name')}
          error={
            problems.name
              ? t('errors.field.required', { name: t('org.name') })
              : sayField(error, 'name', t('org.name'))
          }
          value={draft.name}
          maxLength={100}
          autocomplete="off"
          onInput={({ currentTarget }) => set('name')(currentTarget.value)}
        />
      )}
      {has('businessNumber') && (
        <MaskedInput
          label={t('org.business_number')}
          optional
          mask="business"
          error={
            problems.businessNumber
              ? t('errors.digits_wrong')
              : sayField(error, 'businessNumber', t('org.business_number'))
          }
          value={draft.businessNumber}
          onValue={set('businessNumber')}
        />
      )}
      {has('phone') && (
        <Input
          label={t('org.phone')}
          optional
          class="n"
          inputMode="tel"
          placeholder={t('org.phone_hint')}
          error={problems.phone ? t('org.phone_wrong') : sayField(error, 'phone', t('org.phone'))}
          value={draft.phone}
          maxLength={20}
          autocomplete="off"
          onInput={({ currentTarget }) => set('phone')(currentTarget.value)}
        />
      )}
      {has('address') && (
        <Input
          label={t('org.address')}
          optional
          error={sayField(error, 'address', t('org.address'))}
          value={draft.address}
          maxLength={200}
          autocomplete="off"
          onInput={({ currentTarget }) => set('address')(currentTarget.value)}
        />
      )}
    </>
  )
}
