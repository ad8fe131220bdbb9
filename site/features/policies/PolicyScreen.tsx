import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead, Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { State } from '../../ui/State.tsx'
import { faceChoices } from './faces.ts'
import { PolicyFacts } from './PolicyFacts.tsx'
import { PriceTable } from './PriceTable.tsx'
import { stateOf } from './policy-words.ts'
import { pricesOf } from './prices.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** One policy as its viewer may see it: prices if permitted, terms, form, targets. */
export function PolicyScreen() {
  const me = useMe()
  const { id, published } = useQuery()
  const policy = useAnswer(id && addressOf('/policies/:id', { param: { id } }))
  if (!me) return null
  const { data } = policy
  const absent = !id || (policy.error instanceof ApiProblem && policy.error.status === 404)
  if (absent)
    return (
      <>
        <PageHead title={t('terms.policy')} />
        <Empty icon="scroll-text" title={t('policies.not_found')}>
          <ButtonLink size="sm" href="/policies">
            {t('terms.to_list')}
          </ButtonLink>
        </Empty>
      </>
    )
  return (
    <>
      <PageHead
        title={data?.title ?? t('terms.policy')}
        beside={
          data && (
            <>
              <span class="tag n">v{data.currentVersion}</span>
              <State of="policy" is={stateOf(data)} pill />
            </>
          )
        }
        actions={data && <Actions policy={data} onChanged={policy.replace} />}
      />
      {/* On a phone the head grows with its actions; the key makes the body new, so it counts as no layout
          shift. */}
      <div key={data ? 'record' : 'wait'} class="page-body mx-auto w-full max-w-[1440px]">
        {policy.state === 'loading' && <SkeletonLines lines={10} />}
        {policy.state === 'failed' && (
          <ErrorState what={t('terms.policy')} error={policy.error} onRetry={policy.reload} />
        )}
        {data && published && <PublishedNote policy={data} />}
        {data && <Record policy={data} tier={me.company.tier} />}
      </div>
    </>
  )
}

function Actions({
  policy,
  onChanged,
}: {
  policy: PolicyDetail
  onChanged: (policy: PolicyDetail) => void
}) {
  const [withdrawing, setWithdrawing] = useState(false)
  const isActive = policy.status === 'active'
  return (
    <>
      {may('policy.publish') && isActive && (
        <>
          <Button kind="danger" onClick={() => setWithdrawing(true)}>
            {t('policies.withdraw')}
          </Button>
          <ButtonLink kind="primary" icon="file-plus" href={`/policies/new?from=${policy.id}`}>
            {t('terms.new_version')}
          </ButtonLink>
        </>
      )}
      {may('policy.price') && isActive && (
        <ButtonLink kind="primary" icon="table-2" href={`/policies/pricing?id=${policy.id}`}>
          {t('policies.set_prices')}
        </ButtonLink>
      )}
      {may('order.place') && isActive && (
        <ButtonLink kind="primary" icon="plus" href={`/orders/new?policy=${policy.id}`}>
          {t('policies.order_with')}
        </ButtonLink>
      )}
      {withdrawing && (
        <WithdrawDialog
          policy={policy}
          onClose={() => setWithdrawing(false)}
          onDone={(after) => {
            setWithdrawing(false)
            onChanged(after)
          }}
        />
      )}
    </>
  )
}

/** What the wizard leads to: who decides now. */
function PublishedNote({ policy }: { policy: PolicyDetail }) {
  return (
    <p class="note mb-3" role="status">
      <Icon name="check" size={14} />
      <span>
        {t(stateOf(policy) === 'scheduled' ? 'policies.published_later' : 'policies.published_now')}
      </span>
      <a class="link" href="/policies/new">
        {t('policies.published_next')}
      </a>
    </p>
  )
}

/** Places at which orders are refused; of a plain sheet each once, however many carriers share it. */
function conflictsIn(policy: PolicyDetail): number {
  const { cells, default: byDefault, ties } = policy.agency?.conflicts ?? NO_CONFLICTS
  return faceChoices(policy).length === 0
    ? pricesOf(policy).conflicts
    : cells.length + byDefault.length + ties.length
}
const NO_CONFLICTS = { cells: [], default: [], ties: [] }

function Record({ policy, tier }: { policy: PolicyDetail; tier: Tier }) {
  const conflicts = conflictsIn(policy)
  const shopsAbove = policy.agency?.conflicts.overrides.length ?? 0
  const unpriced = policy.agency?.conflicts.unpriced.length ?? 0
  const flat = policy.hq?.flatWon ?? policy.agency?.flatWon
  const overrides = policy.hq?.agencyOverrides.length ?? 0
  return (
    <div class="dash-grid !mt-0">
      <div>
        <Section
          title={t('policies.prices')}
          actions={<span class="subtle text-t12">{t(`policies.prices_${tier}`)}</span>}
        >
          {conflicts > 0 && (
            <p class="note mb-2">
              <Icon name="triangle-alert" size={14} />
              <span>{t('policies.conflicts', { count: conflicts })}</span>
            </p>
          )}
          {shopsAbove > 0 && (
            <p class="note mb-2">
              <Icon name="triangle-alert" size={14} />
              <span>{t('policies.conflicts_shops', { count: shopsAbove })}</span>
            </p>
          )}
          {unpriced > 0 && (
            <p class="note mb-2">
              <Icon name="info" size={14} />
              <span>{t('policies.unpriced', { count: unpriced })}</span>
            </p>
          )}
          <PriceTable policy={policy} />
          <div class="subtle n mt-2 flex flex-col gap-1 text-t12">
            {flat !== null && flat !== undefined && (
              <p>{t('policies.flat_note', { won: digits(flat) })}</p>
            )}
            {overrides > 0 && <p>{t('policies.override_note', { count: overrides })}</p>}
          </div>
        </Section>
      </div>
      <aside>
        <PolicyFacts policy={policy} />
      </aside>
    </div>
  )
}
