import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { State } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import { Company } from '../../ui/TierMark.tsx'
import type { Column } from '../../ui/table-types.ts'
import { AddCompanyDialog } from './parts.ts'
import { childrenOf, type Node, type Tree } from './tree.ts'
import { goToCompany } from './url-state.ts'

type Props = { company: CompanyDetail; tree: Tree | undefined }

/** The companies right below; on a narrow screen the way down the tree. */
export function BelowTab({ company, tree }: Props) {
  const [adding, setAdding] = useState(false)
  return (
    <div class="scroller list-scroll">
      <div class="max-sm:px-4 max-sm:pt-4">
        <Table<Node>
          wide
          caption={t('org.below_caption', { name: company.name })}
          columns={columnsOf(tree, company.tier === 'hq')}
          rows={tree && childrenOf(tree, company.id)}
          skeletonRows={6}
          keyOf={(node) => node.id}
          nameOf={(node) => node.name}
          onOpen={(node) => goToCompany(node.id)}
          card={(node) => <Card node={node} />}
          empty={
            <Empty icon="network" title={t('org.below_none')} text={t('org.below_none_text')}>
              {company.actions.includes('add_below') && (
                <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
                  {t('org.add')}
                </Button>
              )}
            </Empty>
          }
        />
      </div>
      {adding && <AddCompanyDialog parent={company} onClose={() => setAdding(false)} />}
    </div>
  )
}

function columnsOf(tree: Tree | undefined, withShops: boolean): Column<Node>[] {
  const all: (Column<Node> | false)[] = [
    {
      id: 'name',
      head: t('org.col_company'),
      cell: ({ tier, name }) => <Company tier={tier}>{name}</Company>,
    },
    {
      id: 'code',
      head: t('org.code'),
      priority: 3,
      cell: ({ code }) => <span class="subtle n">{code}</span>,
    },
    withShops && {
      id: 'shops',
      head: t('org.col_shops'),
      align: 'num',
      priority: 2,
      cell: ({ id }) => digits(tree ? childrenOf(tree, id).length : 0),
    },
    {
      id: 'users',
      head: t('org.col_users'),
      align: 'num',
      priority: 2,
      cell: ({ users }) => digits(users),
    },
    {
      id: 'waiting',
      head: t('org.col_waiting'),
      align: 'num',
      cell: ({ waiting }) =>
        waiting > 0 ? (
          <span class="org-waiting">{digits(waiting)}</span>
        ) : (
          <span class="subtle">0</span>
        ),
    },
    {
      id: 'state',
      head: t('org.col_state'),
      cell: ({ state }) => <State of="company" is={state} />,
    },
  ]
  return all.filter((column) => column !== false)
}

const Card = ({ node }: { node: Node }) => (
  <dl>
    <dt class="vh">{t('org.col_company')}</dt>
    <dd class="trunc">
      <Company tier={node.tier}>{node.name}</Company>
    </dd>
    <dt class="vh">{t('org.col_state')}</dt>
    <dd>
      <State of="company" is={node.state} />
    </dd>
    <dt class="vh">{t('org.code')}</dt>
    <dd class="subtle n text-t12">
      {node.code} · {t('org.people', { count: node.users })}
    </dd>
    <dt class="vh">{t('org.col_waiting')}</dt>
    <dd>
      {node.waiting > 0 && (
        <span class="org-waiting">{t('org.waiting_count', { count: node.waiting })}</span>
      )}
    </dd>
  </dl>
)
