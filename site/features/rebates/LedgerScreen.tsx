import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { CompanyChip } from '../companies/CompanyChip.tsx'
import { EntryTable } from './EntryTable.tsx'
import { addsUp, HqFigures, LedgerFigures } from './LedgerFigures.tsx'

const PAGE = 50
/** The rebate budget of one company: its balance, and every entry that led to it. */
export function LedgerScreen() {
  const me = useMe()
  const { company } = useQuery()
  const named = useAnswer(company && addressOf('/companies/:id', { param: { id: company } }))
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
      ) : company && named.state === 'failed' ? (
        <div class="page-body">
          <ErrorState what={t('ledger.figures')} error={named.error} onRetry={named.reload} />
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
  const balance = useAnswer(
    isHq || !tier ? undefined : addressOf('/rebates/balance', { query: { companyId } }),
  )
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
            <p
              key={balance.state}
              class={`mt-1.5 flex flex-wrap gap-x-4 text-t12 subtle ${balance.data ? '' : 'invisible'}`}
            >
              <span>{addsUp(balance.data, tier ?? 'retail')}</span>
              <span class="ml-auto">{t('ledger.won')}</span>
            </p>
          </>
        )}
      </div>
      <div class={isHq || balance.state !== 'loading' ? 'contents' : 'hidden'}>
        <Entries companyId={companyId} />
      </div>
    </>
  )
}

/** Pages of the ledger; `trail` holds the cursors back. */
function Entries({ companyId }: { companyId: string | undefined }) {
  const [trail, setTrail] = useState<readonly string[]>([])
  const after = trail.at(-1)
  const page = useAnswer(
    addressOf('/rebates/entries', { query: { companyId, after, limit: PAGE } }),
    // Older pages of a ledger never change; only the newest page follows live events.
    { still: after !== undefined },
  )
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
      <ScrollRegion
        class="scroller list-scroll max-sm:px-4"
        label={t('ledger.list')}
        busy={page.reloading}
      >
        <EntryTable entries={data?.items} />
      </ScrollRegion>
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
