import type { ComponentChildren } from 'preact'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { won } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateTime } from '../../lib/when.ts'
import { Section } from '../../ui/Page.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { contractName } from '../orders/order-words.tsx'
import { joinName, validity } from './policy-words.ts'
import { useCompanies } from './use-companies.ts'

const NAMED_MAX = 12

/** Everything but the prices, in the words of the trade. */
export function PolicyFacts({ policy }: { policy: PolicyDetail }) {
  const { terms, form } = policy
  return (
    <>
      <Section title={t('policies.summary')}>
        <Facts
          facts={[
            [t('policies.carrier'), t(`words.carrier.${policy.carrier}`)],
            [t('policies.join'), joinName(policy.joinType)],
            [t('policies.kind'), t(`words.kind.${policy.kind}`)],
            [t('policies.valid'), validity(policy)],
            [t('policies.published'), dateTime(policy.publishedAt)],
            [t('policies.rounding'), t(`policies.rounding.${policy.rounding}`)],
            [t('policies.sim'), won(policy.simAdjustmentWon)],
          ]}
        />
        {policy.description && <p class="muted whitespace-pre-line pb-3">{policy.description}</p>}
      </Section>
      {policy.hq && <Targets ids={policy.hq.targets} />}
      <Section title={t('policies.terms')} line>
        <Facts
          facts={[
            [t('policies.min_months'), contractName(terms.contractMinMonths)],
            [t('policies.keep_days'), t('policies.days_n', { n: terms.maintenanceDays })],
            [t('policies.clawback'), t(`policies.clawback.${terms.clawbackMode}`)],
            [t('policies.penalty'), won(terms.penaltyWon)],
          ]}
        />
      </Section>
      <Section title={t('policies.form')} meta={t('policies.form_n', { count: form.length })} line>
        <ul class="flex flex-wrap gap-1.5 pb-3">
          {form.map((field) => (
            <li key={field.key} class="tag">
              {field.label ?? t(`fields.${field.key}` as Key)}
              {field.required && (
                <span class="ml-1 text-accent-text">{t('policies.required')}</span>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="dl pb-3">
      {facts.map(([label, value]) => (
        <div key={label} class="contents">
          <dt>{label}</dt>
          <dd class="n">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Targets({ ids }: { ids: readonly string[] }) {
  const agencies = useCompanies('agency')
  const named = agencies.items?.filter(({ id }) => ids.includes(id)) ?? []
  return (
    <Section title={t('policies.targets')} meta={t('policies.reach_n', { count: ids.length })} line>
      <ul class="flex flex-wrap gap-x-4 gap-y-1.5 pb-3">
        {named.slice(0, NAMED_MAX).map((agency) => (
          <li key={agency.id}>
            <Company tier="agency">{agency.name}</Company>
          </li>
        ))}
        {named.length > NAMED_MAX && (
          <li class="subtle n">
            {t('policies.targets_more', { count: named.length - NAMED_MAX })}
          </li>
        )}
      </ul>
    </Section>
  )
}
