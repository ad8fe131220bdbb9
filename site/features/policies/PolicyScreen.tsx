import { useEffect } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { hrefWith, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { later } from '../../ui/later.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { State } from '../../ui/State.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { awaitsReader } from '../reach/awaits-reader.ts'
import { PolicyActions } from './PolicyActions.tsx'
import { stateOf } from './policy-words.ts'

// Each tab loads when it is shown.
const PolicySummary = later(
  () =>
    withWords(['fields', 'succession'], import('./PolicySummary.tsx')).then(
      (file) => file.PolicySummary,
    ),
  () => (
    <div class="page-body pt-4">
      <SkeletonLines lines={10} />
    </div>
  ),
)
const ReachTab = later(
  () => import('../reach/ReachTab.tsx').then((file) => file.ReachTab),
  () => <SkeletonLines lines={10} />,
)
const HistoryTab = later(
  () => import('../reach/HistoryTab.tsx').then((file) => file.HistoryTab),
  () => <SkeletonLines lines={10} />,
)
const NoticesTab = later(
  () => withWords(['notices'], import('../notices/NoticesTab.tsx')).then((file) => file.NoticesTab),
  () => <SkeletonLines lines={6} />,
)

const DifferenceTab = later(
  () => withWords(['difference'], import('./DifferenceTab.tsx')).then((file) => file.DifferenceTab),
  () => <SkeletonLines lines={8} />,
)

const TABS = ['summary', 'reach', 'difference', 'notices', 'history'] as const
type Tab = (typeof TABS)[number]
const isOffered = (tab: Tab) =>
  (tab !== 'reach' || may('policy.reach')) && (tab !== 'history' || may('policy.history'))

/** One policy as its viewer may see it: prices if permitted, who has read it, notices, history. */
export function PolicyScreen() {
  const me = useMe()
  const query = useQuery()
  const { id } = query
  const policy = useAnswer(id && addressOf('/policies/:id', { param: { id } }))
  // The tab that most readers want arrives beside the policy, not after it.
  useEffect(() => void (query.tab ?? PolicySummary.ahead()), [])
  if (!me) return null
  const { data } = policy
  const absent = !id || (policy.error instanceof ApiProblem && policy.error.status === 404)
  if (absent) return <NoPolicy />
  const offered = TABS.filter(isOffered)
  const tab = offered.find((one) => one === query.tab) ?? 'summary'
  // It arrives with the policy instead of after it.
  if (tab === 'summary') PolicySummary.ahead()
  return (
    <div class="flex min-h-0 flex-1 flex-col">
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
        actions={
          data && (
            <PolicyActions
              policy={data}
              leads={!query.company && !(tab === 'summary' && awaitsReader(data))}
              onChanged={policy.replace}
            />
          )
        }
      />
      <Tabs
        label={t('reach.tabs')}
        tabs={offered.map((one) => ({
          href: hrefWith({ ...PLAIN, tab: one }),
          label: t(`reach.tab_${one}`),
          current: one === tab,
        }))}
        onGo={(href) =>
          setQuery(
            { ...PLAIN, tab: new URLSearchParams(href.split('?')[1]).get('tab') ?? '' },
            true,
          )
        }
      />
      {policy.state === 'loading' && (
        <div class="page-body">
          <SkeletonLines lines={10} />
        </div>
      )}
      {policy.state === 'failed' && (
        <div class="page-body">
          <ErrorState what={t('terms.policy')} error={policy.error} onRetry={policy.reload} />
        </div>
      )}
      {data && <TabBody tab={tab} policy={data} />}
    </div>
  )
}

/** What the address holds for one tab means nothing in another. */
const PLAIN = {
  show: undefined,
  tier: undefined,
  q: undefined,
  after: undefined,
  page: undefined,
  company: undefined,
  notice: undefined,
  published: undefined,
  from: undefined,
}

function TabBody({ tab, policy }: { tab: Tab; policy: PolicyDetail }) {
  switch (tab) {
    case 'reach':
      return <ReachTab policy={policy} />
    case 'difference':
      return <DifferenceTab policy={policy} />
    case 'notices':
      return <NoticesTab policyId={policy.id} />
    case 'history':
      return <HistoryTab policyId={policy.id} />
    default:
      return <PolicySummary policy={policy} />
  }
}

const NoPolicy = () => (
  <>
    <PageHead title={t('terms.policy')} />
    <Empty icon="scroll-text" title={t('policies.not_found')}>
      <ButtonLink size="sm" href="/policies">
        {t('terms.to_list')}
      </ButtonLink>
    </Empty>
  </>
)
