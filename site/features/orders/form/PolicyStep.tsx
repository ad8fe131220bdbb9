import { useState } from 'preact/hooks'
import type { PolicyItem } from '#api/policies/contract.ts'
import { findIn } from '../../../lib/hangul.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Empty, ErrorState } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Marked } from '../../../ui/Marked.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { lastDay, stateOf } from '../../policies/policy-words.ts'
import { usePolicies } from './use-catalog.ts'

/** More policies than this get a search field. */
const MANY = 8

/** `v3 · 11-30까지` */
export const policyMeta = ({ currentVersion, validTo }: PolicyItem) =>
  `v${currentVersion} · ${validTo ? t('ordering.until', { day: lastDay(validTo).slice(5) }) : t('ordering.no_end')}`

const joinOf = ({ joinType }: PolicyItem) =>
  joinType === 'all' ? t('ordering.any_join') : t(`words.join.${joinType}`)

/** Step 1: one press chooses the policy and opens the next step. */
export function PolicyStep({
  policyId,
  onChoose,
}: {
  policyId: string | undefined
  onChoose: (policy: PolicyItem) => void
}) {
  const policies = usePolicies()
  const [query, setQuery] = useState('')
  // A policy that is not yet or no longer valid takes no orders.
  const items = policies.data?.filter((policy) => stateOf(policy) === 'active')
  if (policies.state === 'failed')
    return (
      <ErrorState what={t('ordering.policies')} error={policies.error} onRetry={policies.reload} />
    )
  if (!items) return <SkeletonLines lines={6} />
  if (items.length === 0)
    return (
      <Empty
        icon="scroll-text"
        boxed
        title={t('ordering.no_policies')}
        text={t('ordering.no_policies_text')}
      />
    )
  const found = items.filter(({ title }) => findIn(title, query))
  return (
    <div class="flex flex-col gap-3">
      {items.length > MANY && (
        <div class="in">
          <Icon name="search" />
          <input
            type="search"
            aria-label={t('ordering.policy_search')}
            placeholder={t('ordering.policy_search')}
            value={query}
            onInput={({ currentTarget }) => setQuery(currentTarget.value)}
          />
        </div>
      )}
      <ul class="policy-picks" aria-label={t('ordering.policies')}>
        {found.map((policy) => (
          <li key={policy.id}>
            <button
              type="button"
              class="policy-pick"
              aria-current={policy.id === policyId ? 'true' : undefined}
              disabled={policy.isPriced === false}
              onClick={() => onChoose(policy)}
            >
              <span class="tag">{t(`words.carrier.${policy.carrier}`)}</span>
              <span class="min-w-0">
                <span class="strong block">
                  <Marked text={policy.title} query={query} />
                </span>
                <span class="subtle n block text-t12">
                  {policy.isPriced === false
                    ? `${t('ordering.not_decided')} · ${t('ordering.not_decided_text')}`
                    : `${policyMeta(policy)} · ${joinOf(policy)}`}
                </span>
              </span>
              {policy.isPriced !== false && <Icon name="chevron-right" size={18} />}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="subtle">{t('ui.no_results')}</p>}
    </div>
  )
}
