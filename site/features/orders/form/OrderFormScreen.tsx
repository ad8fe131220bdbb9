import { useState } from 'preact/hooks'
import type { PlacedOrder } from '#api/orders/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../../lib/query.ts'
import { type Me, useMe } from '../../../lib/session.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { later } from '../../../ui/later.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { OrderForm } from './OrderForm.tsx'
import type { PlacedProps } from './Placed.tsx'
import { useDraft } from './use-draft.ts'

// Asked for before the order is sent, so that a lost connection does not hide its number.
const Placed = later<PlacedProps>(() => import('./Placed.tsx').then((file) => file.Placed))

/** The form for a shop's order. Other tiers read who may place orders. */
export function OrderFormScreen() {
  const me = useMe()
  if (!me) return null
  if (me.company.tier !== 'retail')
    return (
      <>
        <PageHead title={t('ordering.title')} />
        <div class="page-body">
          <Empty
            icon="clipboard-list"
            boxed
            title={t('ordering.retail_only')}
            text={t('ordering.retail_only_text')}
          />
        </div>
      </>
    )
  return <Ordering me={me} />
}

function Ordering({ me }: { me: Me }) {
  const { policy } = useQuery()
  const draft = useDraft(me.id, policy)
  const [placed, setPlaced] = useState<PlacedOrder | undefined>(undefined)
  if (placed)
    return (
      <Placed
        order={placed}
        onAnother={() => {
          setPlaced(undefined)
          setQuery({ policy: undefined, step: 'plan' })
        }}
      />
    )
  return (
    <OrderForm
      key={draft.draft.key}
      state={draft}
      onReview={Placed.ahead}
      onPlaced={(order) => {
        // The order is placed, so the next draft begins with a new key.
        draft.next()
        setPlaced(order)
      }}
    />
  )
}
