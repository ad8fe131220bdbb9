import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'

const SHOWN_MAX = 4

/** Companies whose names contain the text in the search for orders; pressing one filters the list by it. */
export function CompanyOffer({ text }: { text: string }) {
  const found = useAnswer(addressOf('/companies', { query: { q: text, limit: SHOWN_MAX + 1 } }))
  const offered = (found.data?.items ?? []).filter(({ tier }) => tier !== 'hq').slice(0, SHOWN_MAX)
  return (
    <div class="flex flex-wrap items-center gap-2" role="status">
      {offered.length > 0 && (
        <>
          <span class="subtle text-t12">{t('orders.offer_company')}</span>
          {offered.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              class="btn sm"
              onClick={() =>
                setQuery({ company: id, q: undefined, after: undefined, page: undefined })
              }
            >
              {name}
            </button>
          ))}
        </>
      )}
    </div>
  )
}
