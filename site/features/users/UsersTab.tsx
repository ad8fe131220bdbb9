import type { CompanyDetail } from '#api/companies/contract.ts'
import { USER_STATUSES, type UserStatus } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { FilterBar, FilterChip } from '../../ui/FilterBar.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { StateGlyph } from '../../ui/State.tsx'
import { UserList } from './UserList.tsx'
import { useUsers } from './use-users.ts'

type Props = { company: CompanyDetail }

const CLEAR = { q: undefined, status: undefined, after: undefined, page: undefined }
const search = (q: string) => setQuery({ ...CLEAR, q })

/** The people of one company. */
export function UsersTab({ company }: Props) {
  const query = useQuery()
  const status = USER_STATUSES.find((one) => one === query.status)
  const list = useUsers(query, { companyId: company.id, status })
  const isFiltered = Boolean(query.q || status)
  return (
    <>
      <FilterBar
        setCount={Number(Boolean(query.q)) + Number(Boolean(status))}
        onClear={() => setQuery(CLEAR)}
      >
        <SearchBox value={query.q ?? ''} onValue={search} placeholder={t('org.user_search')} />
        <StatusChip status={status} />
      </FilterBar>
      <UserList
        list={list}
        caption={t('org.users_of', { name: company.name })}
        empty={
          isFiltered ? (
            <Empty icon="search" title={t('org.users_filtered')}>
              <Button size="sm" onClick={() => setQuery(CLEAR)}>
                {t('ui.clear_filters')}
              </Button>
            </Empty>
          ) : (
            <Empty icon="users" title={t('org.users_none')} text={t('org.users_none_text')} />
          )
        }
      />
    </>
  )
}

function StatusChip({ status }: { status: UserStatus | undefined }) {
  const choose = (next: UserStatus | undefined) =>
    setQuery({ status: next, after: undefined, page: undefined })
  return (
    <FilterChip
      name={t('org.user_state')}
      value={status && t(`states.user.${status}`)}
      onClear={() => choose(undefined)}
    >
      {(close) =>
        USER_STATUSES.map((one) => (
          <button
            type="button"
            key={one}
            class="menu-item"
            onClick={() => {
              choose(one)
              close()
            }}
          >
            <StateGlyph of="user" is={one} />
            {t(`states.user.${one}`)}
          </button>
        ))
      }
    </FilterChip>
  )
}
