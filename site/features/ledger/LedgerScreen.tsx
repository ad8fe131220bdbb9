import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import type { Balance, EntryPage } from '#api/rebates/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { CompanyChip } from '../companies/CompanyChip.tsx'
import { EntryTable } from './EntryTable.tsx'
import { HqFigures, LedgerFigures } from './LedgerFigures.tsx'

const PAGE = 50
const LIVE = ['order.*', 'notification.*']

/** The rebate budget of one company: what it has, and every movement that led there. */
export function LedgerScreen() {
  const me = useMe()
  const { company } = useQuery()
  const named = useResource<CompanyDetail>(company && `/companies/${company}`)
  if (!me) return null
  const shown = company ? named.data : me.company
  const missing = named.error instanceof ApiProblem && named.error.status === 404
  return (
    <>
      <PageHead
        title={t('ledger.title')}
        beside={shown && <Company tier={shown.tier}>{shown.name}</Company>}
        actions={
          me.company.tier !== 'retail' && (
            <CompanyChip
              id={company}
              onValue={(id) => setQuery({ company: id === me.company.id ? undefined : id }, true)}
            />
          )
        }
      />
      {missing ? (
        <div class="page-body">
          <Empty icon="layers" title={t('ledger.not_found')} boxed>
            <ButtonLink href="/rebates/ledger" size="sm">
              {t('ledger.back')}
            </ButtonLink>
          </Empty>
        </div>
      ) : (
        <Book key={company ?? ''} companyId={company} tier={shown?.tier} />
      )}
    </>
  )
}

function Book({
  companyId,
  tier,
}: {
  companyId: string | undefined
  tier: CompanyDetail['tier'] | undefined
}) {
  const isHq = tier === 'hq'
  const balance = useResource<Balance>(isHq || !tier ? undefined : '/rebates/balance', {
    query: { companyId },
    live: LIVE,
  })
  return (
    <>
      <div class="px-[var(--gutter)] pb-3">
        {isHq ? (
          <HqFigures />
        ) : balance.state === 'failed' ? (
          <ErrorState what={t('ledger.figures')} error={balance.error} onRetry={balance.reload} />
        ) : (
          <>
            <LedgerFigures balance={balance.data} tier={tier ?? 'retail'} />
            <p class="mt-1.5 flex flex-wrap gap-x-4 text-t12 subtle">
              <span>{t('ledger.adds_up')}</span>
              <span class="ml-auto">{t('ledger.won')}</span>
            </p>
          </>
        )}
      </div>
      <Entries companyId={companyId} />
    </>
  )
}

/** Pages of the book; the cursors of the pages before lead back. */
function Entries({ companyId }: { companyId: string | undefined }) {
  const [trail, setTrail] = useState<readonly string[]>([])
  const after = trail.at(-1)
  const page = useResource<EntryPage>('/rebates/entries', {
    query: { companyId, after, limit: PAGE },
    // Older pages of a book never change; only its newest page follows what happens.
    live: after ? [] : LIVE,
  })
  if (page.state === 'failed')
    return (
      <div class="page-body">
        <ErrorState what={t('ledger.list')} error={page.error} onRetry={page.reload} />
      </div>
    )
  const { data } = page
  const next = data?.nextCursor
  const from = trail.length * PAGE
  return (
    <>
      <section
        class="scroller list-scroll max-sm:px-4"
        aria-label={t('ledger.list')}
        aria-busy={page.reloading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long book is scrolled by keyboard
        tabIndex={0}
      >
        <EntryTable entries={data?.items} />
      </section>
      {data && data.items.length > 0 && (
        <Pager
          from={from + 1}
          to={from + data.items.length}
          onPrevious={trail.length > 0 ? () => setTrail(trail.slice(0, -1)) : undefined}
          onNext={next ? () => setTrail([...trail, next]) : undefined}
        >
          <span class="subtle">{t('ledger.after_note')}</span>
        </Pager>
      )}
    </>
  )
}
