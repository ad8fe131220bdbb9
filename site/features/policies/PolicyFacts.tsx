import type { PolicyDetail } from '#api/policies/contract.ts'
import { won } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateTime } from '../../lib/when.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Section } from '../../ui/Page.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { contractName } from './bands.ts'
import { limitsSeen } from './gross-seen.ts'
import { marginText } from './margin-words.ts'
import { validity } from './policy-words.ts'
import { useCompanies } from './use-companies.ts'

const NAMED_MAX = 12

/** Everything but the prices, in the terms of the trade. */
export function PolicyFacts({ policy }: { policy: PolicyDetail }) {
  const { terms, form } = policy
  const margin = marginText(limitsSeen(policy), (side, won) => t(`terms.margin.${side}`, won))
  return (
    <>
      <Section title={t('policies.summary')}>
        <Facts
          facts={[
            { label: t('terms.carrier'), value: t(`words.carrier.${policy.carrier}`) },
            { label: t('terms.join'), value: t(`words.join.${policy.joinType}`) },
            { label: t('terms.kind'), value: t(`words.kind.${policy.kind}`) },
            { label: t('policies.valid'), value: validity(policy) },
            { label: t('policies.published'), value: dateTime(policy.publishedAt) },
            { label: t('policies.rounding'), value: t(`terms.rounding.${policy.rounding}`) },
            { label: t('policies.sim'), value: won(policy.simAdjustmentWon) },
            ...(margin ? [{ label: t('terms.margin'), value: margin }] : []),
          ]}
        />
        {policy.description && <p class="muted whitespace-pre-line pb-3">{policy.description}</p>}
      </Section>
      {policy.hq && <Targets ids={policy.hq.targets} />}
      <Section title={t('policies.terms')} line>
        <Facts
          facts={[
            { label: t('terms.min_months'), value: contractName(terms.contractMinMonths) },
            {
              label: t('terms.keep_days'),
              value: t('policies.days_n', { n: terms.maintenanceDays }),
            },
            { label: t('terms.clawback'), value: t(`terms.clawback.${terms.clawbackMode}`) },
            { label: t('terms.penalty'), value: won(terms.penaltyWon) },
          ]}
        />
      </Section>
      <Section title={t('terms.form')} meta={t('terms.form_n', { count: form.length })} line>
        <ul class="flex flex-wrap gap-1.5 pb-3">
          {form.map((field) => (
            <li key={field.key} class="tag">
              {field.label ?? t(`fields.${field.key}` as Key)}
              {field.required && <span class="ml-1 text-accent-text">{t('terms.required')}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Targets({ ids }: { ids: readonly string[] }) {
  const agencies = useCompanies('agency')
  const named = agencies.data?.filter(({ id }) => ids.includes(id)) ?? []
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
