import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery } from '../../lib/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Page.tsx'
import { CloseDialog, OpenDialog, RemoveDialog } from './parts.ts'
import { companyPlace } from './url-state.ts'

type Props = { company: CompanyDetail; onChanged: (company: CompanyDetail) => void }

const DIALOG = { close: CloseDialog, open: OpenDialog, remove: RemoveDialog } as const
type Step = keyof typeof DIALOG
const STEPS = ['open', 'close', 'remove'] as const

/** Closing, reopening and removing, for people of the companies above. */
export function CompanyState({ company, onChanged }: Props) {
  const [asking, setAsking] = useState<Step | undefined>(undefined)
  const steps = STEPS.filter((step) => company.actions.includes(step))
  if (steps.length === 0) return null
  const Dialog = asking && DIALOG[asking]
  return (
    <Section line title={t('org.state')}>
      <ul class="org-steps">
        {steps.map((step) => (
          <li key={step}>
            <p class="muted">{t(`org.${step}_about`)}</p>
            <Button
              size="sm"
              kind={step === 'open' ? 'default' : 'danger'}
              onClick={() => setAsking(step)}
            >
              {t(`org.${step}`)}
            </Button>
          </li>
        ))}
      </ul>
      {Dialog && (
        <Dialog
          company={company}
          onClose={() => setAsking(undefined)}
          onDone={(after) => {
            setAsking(undefined)
            if (asking === 'remove') setQuery(companyPlace(company.parentId ?? undefined))
            if (after) onChanged(after)
          }}
        />
      )}
    </Section>
  )
}
