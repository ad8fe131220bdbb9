import type { PolicyItem } from '#api/policies/contract.ts'
import type { Tier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { shortDateTime } from '../../lib/when.ts'
import { State, StateGlyph } from '../../ui/State.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import { stateOf, validity } from './policy-words.ts'

/** Columns of the list by viewer: headquarters sees the targets, an agency whether it has set prices. */
export function policyColumns(tier: Tier): Column<PolicyItem>[] {
  const all: (Column<PolicyItem> | false)[] = [
    {
      id: 'title',
      head: t('policies.policy'),
      cell: (row) => (
        <div class={row.succeeds || row.succeededBy ? 'pt-1' : undefined}>
          {row.isRead === false && <Unread />}
          <span class="med">{row.title}</span>{' '}
          {row.kind !== 'normal' && <span class="tag">{t(`words.kind.${row.kind}`)}</span>}
          <Succession policy={row} />
        </div>
      ),
    },
    {
      id: 'version',
      head: t('policies.version'),
      cell: (row) => <span class="tag n">v{row.currentVersion}</span>,
    },
    {
      id: 'carrier',
      head: t('terms.carrier'),
      cell: (row) => t(`words.carrier.${row.carrier}`),
    },
    {
      id: 'join',
      head: t('terms.join'),
      priority: 3,
      cell: (row) => t(`words.join.${row.joinType}`),
    },
    {
      id: 'valid',
      head: t('policies.valid'),
      priority: 2,
      cell: (row) => <span class="n muted">{validity(row)}</span>,
    },
    tier === 'hq' && {
      id: 'reach',
      head: t('policies.reach'),
      priority: 2,
      cell: (row) => <span class="n">{t('policies.reach_n', { count: row.agencies ?? 0 })}</span>,
    },
    tier === 'hq' && {
      id: 'read',
      head: t('policies.read'),
      priority: 2,
      cell: (row) => <ReadRate row={row} />,
    },
    tier === 'agency' && {
      id: 'own',
      head: t('policies.own_price'),
      priority: 2,
      cell: (row) =>
        row.ratesNumber ? (
          <span class="n">{t('policies.own_n', { n: row.ratesNumber })}</span>
        ) : (
          <span class="subtle">{t('policies.own_none')}</span>
        ),
    },
    {
      id: 'state',
      head: t('policies.state'),
      cell: (row) => <State of="policy" is={stateOf(row)} />,
    },
    {
      id: 'changed',
      head: t('policies.changed'),
      priority: 3,
      cell: (row) => (
        <span class="subtle">
          <When at={row.updatedAt} />
        </span>
      ),
    },
  ]
  return all.filter((column) => column !== false)
}

/** A policy in force that the own company has still to read. */
const Unread = () => (
  <span class="st mr-1.5 align-middle">
    <StateGlyph of="ack" is="unread" />
    <span class="text-t12">{t('states.ack.unread')}</span>
  </span>
)

/** How many of the companies have read the version in force. */
function ReadRate({ row: { reach, status } }: { row: PolicyItem }) {
  if (!reach || reach.companies === 0) return <span class="subtle">–</span>
  const isDone = reach.read === reach.companies
  return (
    <span class="st">
      {status === 'active' && <StateGlyph of="ack" is={isDone ? 'read' : 'unread'} />}
      <span class="n">
        {digits(reach.read)}
        <span class="subtle">/{digits(reach.companies)}</span>
      </span>
    </span>
  )
}

/** What takes its place, or whose place it takes, under its name. */
function Succession({ policy: { succeeds, succeededBy } }: { policy: PolicyItem }) {
  const says = succeededBy
    ? t('policies.followed_by', {
        title: succeededBy.title,
        at: shortDateTime(succeededBy.startsAt),
      })
    : succeeds && t('policies.follows', { title: succeeds.title })
  return says && <span class="subtle block pb-1 text-t12">{says}</span>
}

export function PolicyCard({ policy }: { policy: PolicyItem }) {
  return (
    <dl>
      <dt class="vh">{t('policies.policy')}</dt>
      <dd class="strong trunc">
        {policy.isRead === false && <Unread />}
        {policy.title}
      </dd>
      <dt class="vh">{t('policies.state')}</dt>
      <dd>
        <State of="policy" is={stateOf(policy)} />
      </dd>
      <dt class="vh">{t('terms.carrier')}</dt>
      <dd class="muted">
        <span class="tag mr-1.5">{t(`words.carrier.${policy.carrier}`)}</span>
        {t(`words.join.${policy.joinType}`)}
      </dd>
      <dt class="vh">{t('policies.version')}</dt>
      <dd class="n subtle">v{policy.currentVersion}</dd>
      <dt class="vh">{t('policies.valid')}</dt>
      <dd class="n subtle text-t12 col-span-2 !text-left">
        {validity(policy)}
        <Succession policy={policy} />
      </dd>
    </dl>
  )
}
