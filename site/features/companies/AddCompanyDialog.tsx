import { useRef, useState } from 'preact/hooks'
import type { AddCompany, CompanyDetail } from '#api/companies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { setQuery } from '../../lib/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'
import { CompanyFields } from './CompanyFields.tsx'
import { NOTHING, problemsOf, sentOf } from './company-edit.ts'
import { companyPlace } from './url-state.ts'

type Props = { parent: CompanyDetail; onClose: () => void }

/** Adds a company below this one, active at once, and leads on to its invitations. */
export function AddCompanyDialog({ parent, onClose }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(NOTHING)
  const [asked, setAsked] = useState(false)
  const once = useIdempotencyKey()
  const add = useAction(async () => {
    const body: AddCompany = { parentId: parent.id, ...sentOf(draft) }
    const made = await api.post('/companies', { json: body, idempotencyKey: once.key })
    toast(t('org.added', { name: made.name }))
    onClose()
    setQuery({ ...companyPlace(made.id), tab: 'invitations' }, true)
  })
  const problems = problemsOf(draft)
  const send = () => {
    setAsked(true)
    if (Object.keys(problems).length === 0) void add.run()
    else focusFirstError(form.current)
  }
  return (
    <Modal
      title={t(parent.tier === 'hq' ? 'org.add_title_hq' : 'org.add_title_agency')}
      onClose={onClose}
      onSubmit={send}
    >
      <p class="muted">{t('org.add_text', { parent: parent.name })}</p>
      <form
        ref={form}
        class="contents"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <CompanyFields
          draft={draft}
          onDraft={(next) => {
            // A changed draft is another company, never a repeat of the last command.
            once.renew()
            setDraft(next)
          }}
          problems={asked ? problems : {}}
          error={add.error}
        />
        <ErrorNote error={add.error} />
        <div class="modal-foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={add.busy}>
            {t('org.add_verb')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
