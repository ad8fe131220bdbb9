import type { CompanyDetail } from '#api/companies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { CompanyState } from './CompanyState.tsx'
import { EditCompany } from './parts.ts'

type Props = {
  company: CompanyDetail
  isEditing: boolean
  onEditing: (isEditing: boolean) => void
  /** Receives the company as it is now. */
  onChanged: (company: CompanyDetail) => void
}

/** A company's data and contacts; people who may change them edit here. */
export function InfoTab({ company, isEditing, onEditing, onChanged }: Props) {
  return (
    <div class="scroller list-scroll">
      <div class="page-body org-info">
        <Code company={company} />
        {company.state === 'pending' && <Note text={t('org.pending_note')} />}
        {company.sharesBusinessNumber && (
          <Note icon="triangle-alert" text={t('org.shared_number')} />
        )}
        <Section
          line
          title={t('org.tab.info')}
          actions={
            company.editable.length > 0 &&
            !isEditing && (
              <Button size="sm" onClick={() => onEditing(true)}>
                {t('org.edit')}
              </Button>
            )
          }
        >
          {isEditing ? (
            <EditCompany
              company={company}
              onSaved={(after) => {
                onEditing(false)
                onChanged(after)
              }}
              onClose={() => onEditing(false)}
            />
          ) : (
            <Facts class="org-dl" facts={factsOf(company)} />
          )}
        </Section>
        {company.ancestors.length > 0 && (
          <Section line title={t('org.above')}>
            <Facts
              facts={company.ancestors.map(({ name, code, phone }) => ({
                label: name,
                value: (
                  <>
                    {phone ?? t('org.none')} <span class="subtle">{code}</span>
                  </>
                ),
              }))}
            />
          </Section>
        )}
        <CompanyState company={company} onChanged={onChanged} />
      </div>
    </div>
  )
}

/** The code by which others join: large, because people read it out on the telephone. */
const Code = ({ company }: { company: CompanyDetail }) => (
  <div class="org-code">
    <p class="label">{t('org.code')}</p>
    <p class="flex items-center gap-1">
      <b class="n">{company.code}</b>
      <CopyButton text={company.code} label={t('org.copy_code')} />
    </p>
    <p class="help">{t(company.tier === 'retail' ? 'org.code_note_retail' : 'org.code_note')}</p>
  </div>
)

const Note = ({ icon = 'info', text }: { icon?: 'info' | 'triangle-alert'; text: string }) => (
  <p class="note mb-3">
    <Icon name={icon} size={14} />
    <span>{text}</span>
  </p>
)

const factsOf = (company: CompanyDetail): Fact[] => [
  { label: t('org.name'), value: company.name },
  { label: t('org.tier'), value: t(`words.tier.${company.tier}`) },
  { label: t('org.business_number'), value: company.businessNumber ?? t('org.none') },
  { label: t('org.phone'), value: company.phone ?? t('org.none') },
  { label: t('org.address'), value: company.address ?? t('org.none') },
  { label: t('org.created'), value: dateOf(company.createdAt) },
  ...(company.closedBecause
    ? [{ label: t('org.closed_because'), value: company.closedBecause }]
    : []),
]
