import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { hrefWith, setQuery, useQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { type Me, may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { State } from '../../ui/State.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { TierMark } from '../../ui/TierMark.tsx'
import { BelowTab } from './BelowTab.tsx'
import { InfoTab } from './InfoTab.tsx'
import { InvitationsTab } from './InvitationsTab.tsx'
import { LIVE } from './live.ts'
import { PaneHead } from './PaneHead.tsx'
import { AddCompanyDialog, InviteDialog, SettingsTab } from './parts.ts'
import { goToCompany, LIST_PLACE, type OrgTab, TABS, tabOf } from './place.ts'
import { childrenOf, type Tree } from './tree.ts'
import { UsersTab } from './UsersTab.tsx'

type Props = {
  id: string
  /** Undefined while it loads. */
  tree: Tree | undefined
  me: Me
  wide: boolean
  onChanged: () => void
}

/** One company: what it is, its people, its invitations and what lies below it. */
export function CompanyPane({ id, tree, me, wide, onChanged }: Props) {
  const query = useQuery()
  const company = useResource<CompanyDetail>(`/companies/${id}`, { live: LIVE })
  const [invited, setInvited] = useState(0)
  const { data } = company
  const isPage = !wide || me.company.tier === 'retail'
  if (company.error instanceof ApiProblem && company.error.status === 404)
    return (
      <section class="org-pane">
        <PaneHead title={t('org.company')} isPage={isPage} back={isPage ? null : undefined} />
        <Empty icon="network" title={t('org.not_found')}>
          <Button size="sm" onClick={() => goToCompany(undefined)}>
            {t('org.to_own')}
          </Button>
        </Empty>
      </section>
    )
  const node = tree?.byId.get(id)
  const tabs = tabsOf(id, me, data, tree)
  const tab = tabs.find((one) => one === tabOf(query)) ?? 'info'
  const changed = (after?: CompanyDetail) => {
    if (after) company.replace(after)
    else company.reload()
    onChanged()
  }
  return (
    <section class="org-pane" aria-label={node?.name ?? data?.name ?? t('org.company')}>
      <PaneHead
        isPage={isPage}
        back={isPage && me.company.tier !== 'retail' ? backOf(tree, id) : undefined}
        before={<TierMark tier={data?.tier ?? node?.tier ?? me.company.tier} size={18} />}
        title={data?.name ?? node?.name ?? t('org.company')}
        after={data && data.state !== 'active' && <State of="company" is={data.state} pill />}
        actions={
          data && (
            <Actions
              company={data}
              isWaiting={(node?.waiting ?? 0) > 0}
              onChanged={onChanged}
              onInvited={() => setInvited(invited + 1)}
            />
          )
        }
      />
      <Tabs
        label={t('org.sections')}
        tabs={tabs.map((one) => ({
          href: hrefWith({ ...LIST_PLACE, tab: one === 'info' ? undefined : one }),
          label: (
            <>
              {t(`org.tab.${one}`)}
              {one === 'users' && node && node.waiting > 0 && (
                <span class="org-waiting">{t('org.waiting_short', { count: node.waiting })}</span>
              )}
            </>
          ),
          current: one === tab,
          ...(one === 'below' && {
            hasCount: true,
            count: tree && childrenOf(tree, id).length,
          }),
        }))}
        onGo={(href) =>
          setQuery(
            {
              ...LIST_PLACE,
              tab: new URLSearchParams(href.split('?')[1]).get('tab') ?? undefined,
            },
            true,
          )
        }
      />
      {company.state === 'failed' && (
        <div class="page-body pt-4">
          <ErrorState what={t('org.company')} error={company.error} onRetry={company.reload} />
        </div>
      )}
      {company.state === 'loading' && (
        <div class="page-body pt-4">
          <SkeletonLines lines={8} />
        </div>
      )}
      {data && tab === 'info' && <InfoTab company={data} onChanged={changed} />}
      {data && tab === 'users' && <UsersTab company={data} onChanged={onChanged} />}
      {data && tab === 'invitations' && <InvitationsTab company={data} made={invited} />}
      {data && tab === 'below' && <BelowTab company={data} tree={tree} onChanged={onChanged} />}
      {data && tab === 'settings' && <SettingsTab />}
    </section>
  )
}

/** The parts that this person may see of this company; what the role lacks is absent. */
function tabsOf(
  id: string,
  me: Me,
  company: CompanyDetail | undefined,
  tree: Tree | undefined,
): OrgTab[] {
  const tier = company?.tier ?? tree?.byId.get(id)?.tier
  const holds: Record<OrgTab, boolean> = {
    info: true,
    users: may('user.read'),
    invitations: may('user.invite'),
    below: tier !== undefined && tier !== 'retail',
    settings: id === me.company.id && may('company.settings'),
  }
  return TABS.filter((tab) => holds[tab])
}

/** Up from a company on a narrow screen: to the one above it, from the topmost two levels to the list. */
function backOf(tree: Tree | undefined, id: string): string | null {
  const parent = tree?.byId.get(tree.byId.get(id)?.parentId ?? '')
  const isBelowTop = parent?.parentId && tree?.byId.has(parent.parentId)
  return isBelowTop && parent ? parent.id : null
}

/** Where somebody waits, letting in comes before adding. */
function Actions({
  company,
  isWaiting,
  onChanged,
  onInvited,
}: {
  company: CompanyDetail
  isWaiting: boolean
  onChanged: () => void
  onInvited: () => void
}) {
  const [asking, setAsking] = useState<'invite' | 'add' | undefined>(undefined)
  const close = () => setAsking(undefined)
  return (
    <>
      {company.actions.includes('invite') && (
        <Button onClick={() => setAsking('invite')}>{t('org.invite')}</Button>
      )}
      {company.actions.includes('add_below') && (
        <Button
          kind={isWaiting ? 'default' : 'primary'}
          icon="plus"
          onClick={() => setAsking('add')}
        >
          {t('org.add')}
        </Button>
      )}
      {asking === 'invite' && (
        <InviteDialog company={company} onClose={close} onInvited={onInvited} />
      )}
      {asking === 'add' && (
        <AddCompanyDialog parent={company} onClose={close} onAdded={onChanged} />
      )}
    </>
  )
}
