import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { masked } from '../../lib/masks.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { toast } from '../../ui/toasts.ts'
import { CompanyFields } from './CompanyFields.tsx'
import { ConflictNote } from './ConflictNote.tsx'
import { changesOf, type DraftField, draftOf, problemsOf, rebased } from './company-edit.ts'

type Props = {
  company: CompanyDetail
  onSaved: (company: CompanyDetail) => void
  onClose: () => void
}

const LABEL = {
  name: 'org.name',
  businessNumber: 'org.business_number',
  phone: 'org.phone',
  address: 'org.address',
} as const

/** Edits a company's data in place. The draft survives another person's change. */
export function EditCompany({ company, onSaved, onClose }: Props) {
  const [base, setBase] = useState(company)
  const [draft, setDraft] = useState(() => draftOf(company))
  const [overtaken, setOvertaken] = useState<readonly DraftField[] | undefined>(undefined)
  const [asked, setAsked] = useState(false)
  const save = useAction(async () => {
    const param = { id: company.id }
    try {
      const after = await api.put('/companies/:id', { param, json: changesOf(base, draft) })
      toast(t('org.saved'))
      onSaved(after)
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || failure.code !== 'version_conflict') throw failure
      const now = await api.get(addressOf('/companies/:id', { param }))
      const next = rebased(base, draft, now)
      setBase(now)
      setDraft(next.draft)
      setOvertaken(next.overtaken)
    }
  })
  const problems = problemsOf(draft, draftOf(base))
  const nowThere = (field: DraftField) => {
    const value = draftOf(base)[field]
    return field === 'businessNumber' ? masked('business', value) : value
  }
  return (
    <form
      class="org-form"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (Object.keys(problems).length === 0) void save.run()
        else focusFirstError(event.currentTarget)
      }}
    >
      <CompanyFields
        draft={draft}
        onDraft={setDraft}
        fields={company.editable}
        problems={asked ? problems : {}}
        error={save.error}
      />
      {overtaken && (
        <ConflictNote
          now={overtaken.map((field) => ({ label: t(LABEL[field]), value: nowThere(field) }))}
        />
      )}
      <ErrorNote error={save.error} />
      <div class="flex gap-2">
        <Button kind="primary" type="submit" busy={save.busy}>
          {t('ui.save')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
