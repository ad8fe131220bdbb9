import { useEffect, useMemo } from 'preact/hooks'
import type { CompanyTree } from '#api/companies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useMedia } from '../../lib/media.ts'
import { type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { type Me, may, useMe } from '../../lib/session.ts'
import { showMenuCount } from '../../shell/counts.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { CompanyPane } from './CompanyPane.tsx'
import { LIVE } from './live.ts'
import { OrgSide } from './OrgSide.tsx'
import { UserDrawer } from './parts.ts'
import { SideSkeleton } from './SideSkeleton.tsx'
import { treeOf, waitingIn } from './tree.ts'
import { WaitingPane } from './WaitingPane.tsx'

/** From here on the tree stands beside its company; below, one goes down through lists. */
const WIDE = '(min-width: 1024px)'

/** Companies and their people: the tree, the company chosen in it, one person beside them. */
export function OrgScreen() {
  const me = useMe()
  const query = useQuery()
  const wide = useMedia(WIDE)
  const loaded = useResource<CompanyTree>('/companies/tree', { live: LIVE })
  const { data } = loaded
  const tree = useMemo(() => data && treeOf(data), [data])
  const mayApprove = may('user.approve')
  useEffect(() => {
    if (tree && mayApprove) showMenuCount('/org', { count: waitingIn(tree), hot: true })
  }, [tree, mayApprove])
  if (!me) return null
  const { isWaiting, company, hasSide, hasPane } = placeOf(query, me, wide)
  return (
    <div class="with-drawer">
      <div>
        <div class={`org${hasSide ? '' : ' alone'}`}>
          {hasSide &&
            (tree ? (
              <OrgSide
                tree={tree}
                chosen={company}
                isWaiting={isWaiting}
                wide={wide}
                mayApprove={mayApprove}
              />
            ) : loaded.state === 'failed' ? (
              <section class="org-side">
                <PageHead title={t('org.title')} />
                <div class="page-body">
                  <ErrorState what={t('org.tree')} error={loaded.error} onRetry={loaded.reload} />
                </div>
              </section>
            ) : (
              <SideSkeleton />
            ))}
          {hasPane &&
            (isWaiting ? (
              <WaitingPane wide={wide} onChanged={loaded.reload} />
            ) : (
              <CompanyPane
                key={company}
                id={company}
                tree={tree}
                me={me}
                wide={wide}
                onChanged={loaded.reload}
              />
            ))}
        </div>
      </div>
      {query.user && may('user.read') && (
        <UserDrawer
          key={query.user}
          id={query.user}
          onClose={() => setQuery({ user: undefined })}
          onChanged={loaded.reload}
        />
      )}
    </div>
  )
}

/** What is on screen: a shop has no tree, a narrow screen shows one thing at a time. */
function placeOf(query: QueryState, me: Me, wide: boolean) {
  const isShop = me.company.tier === 'retail'
  const isWaiting = query.view === 'waiting' && !isShop && may('user.approve')
  const isChosen = isWaiting || query.company !== undefined
  return {
    isWaiting,
    company: query.company ?? me.company.id,
    hasSide: !isShop && (wide || !isChosen),
    hasPane: isShop || wide || isChosen,
  }
}
