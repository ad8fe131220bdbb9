import { useMemo } from 'preact/hooks'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useMedia } from '../../lib/media.ts'
import { type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { type Me, may, useMe } from '../../lib/session.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { UserDrawer } from '../users/parts.ts'
import { CompanyPane } from './CompanyPane.tsx'
import { OrgSide } from './OrgSide.tsx'
import { SideSkeleton } from './SideSkeleton.tsx'
import { treeOf } from './tree.ts'
import { WaitingPane } from './WaitingPane.tsx'

/** From this width on the tree stands beside its company; below, people go down through lists. */
const WIDE = '(min-width: 1024px)'

/** Companies and their people: the tree, the chosen company, and one person beside them. */
export function OrgScreen() {
  const me = useMe()
  const query = useQuery()
  const wide = useMedia(WIDE)
  const loaded = useAnswer(addressOf('/companies/tree'))
  const { data } = loaded
  const tree = useMemo(() => data && treeOf(data), [data])
  const mayApprove = may('user.approve')
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
              <WaitingPane wide={wide} />
            ) : (
              <CompanyPane key={company} id={company} tree={tree} me={me} wide={wide} />
            ))}
        </div>
      </div>
      {query.user && may('user.read') && (
        <UserDrawer
          key={query.user}
          id={query.user}
          onClose={() => setQuery({ user: undefined })}
        />
      )}
    </div>
  )
}

/** What to show: a shop has no tree, and a narrow screen shows one thing at a time. */
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
