import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { hrefWith, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { type Me, may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { State } from '../../ui/State.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { TierMark } from '../../ui/TierMark.tsx'
import { InvitationsTab } from '../users/InvitationsTab.tsx'
import { InviteDialog } from '../users/parts.ts'
import { UsersTab } from '../users/UsersTab.tsx'
import { BelowTab } from './BelowTab.tsx'
import { InfoTab } from './InfoTab.tsx'
import { PaneHead } from './PaneHead.tsx'
import { AddCompanyDialog, SettingsTab } from './parts.ts'
import { childrenOf, type Tree } from './tree.ts'
import { goToCompany, LIST_PLACE, type OrgTab, TABS, tabOf } from './url-state.ts'

type Props = {
  id: string
  /** Undefined while it loads. */
  tree: Tree | undefined
  me: Me
  wide: boolean
}

/** One company: its data, people, invitations and the companies below it. */
export function CompanyPane({ id, tree, me, wide }: Props) {
  const query = useQuery()
  const [isEditing, setEditing] = useState(false)
  const company = useAnswer(addressOf('/companies/:id', { param: { id } }))
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
  const isForm = tab === 'settings' || (tab === 'info' && isEditing)
  // Where people wait, approving comes before adding; a form has its own primary action.
  const leads = !isForm && (node?.waiting ?? 0) === 0
  return (
    <section class="org-pane" aria-label={node?.name ?? data?.name ?? t('org.company')}>
      <PaneHead
        isPage={isPage}
        back={isPage && me.company.tier !== 'retail' ? backOf(tree, id) : undefined}
        before={<TierMark tier={data?.tier ?? node?.tier ?? me.company.tier} size={18} />}
        title={data?.name ?? node?.name ?? t('org.company')}
        after={data && data.state !== 'active' && <State of="company" is={data.state} pill />}
        actions={data && <Actions company={data} leads={leads} />}
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
      {data && tab === 'info' && (
        <InfoTab
          company={data}
          isEditing={isEditing}
          onEditing={setEditing}
          onChanged={company.replace}
        />
      )}
      {data && tab === 'users' && <UsersTab company={data} />}
      {data && tab === 'invitations' && <InvitationsTab company={data} />}
      {data && tab === 'below' && <BelowTab company={data} tree={tree} />}
      {data && tab === 'settings' && <SettingsTab />}
    </section>
  )
}

/** The tabs that this person may see; a tab that their role lacks is absent. */
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

/** The way up on a narrow screen: to the company above, from the top two levels to the list. */
function backOf(tree: Tree | undefined, id: string): string | null {
  const parent = tree?.byId.get(tree.byId.get(id)?.parentId ?? '')
  const isBelowTop = parent?.parentId && tree?.byId.has(parent.parentId)
  return isBelowTop && parent ? parent.id : null
}

/** `leads`: adding is the primary action. */
function Actions({ company, leads }: { company: CompanyDetail; leads: boolean }) {
  const [asking, setAsking] = useState<'invite' | 'add' | undefined>(undefined)
  const close = () => setAsking(undefined)
  return (
    <>
      {company.actions.includes('invite') && (
        <Button onClick={() => setAsking('invite')}>{t('org.invite')}</Button>
      )}
      {company.actions.includes('add_below') && (
        <Button kind={leads ? 'primary' : 'default'} icon="plus" onClick={() => setAsking('add')}>
          {t('org.add')}
        </Button>
      )}
      {asking === 'invite' && <InviteDialog company={company} onClose={close} />}
      {asking === 'add' && <AddCompanyDialog parent={company} onClose={close} />}
    </>
  )
}
