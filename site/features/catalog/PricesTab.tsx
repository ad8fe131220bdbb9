import { useState } from 'preact/hooks'
import type { ProductPrice } from '#api/prices/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { digits, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useEvery } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { State } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { toast } from '../../ui/toasts.ts'
import { PriceDialog } from './PriceDialog.tsx'

/** The own price list, and what the companies above sell. */
export function PricesTab() {
  const me = useMe()
  const prices = useEvery(addressOf('/prices'), { live: true })
  const [asked, setAsked] = useState<ProductPrice | 'add' | undefined>(undefined)
  const remove = useAction(async ({ id, version, name }: ProductPrice) => {
    await api.post('/prices/:id/removal', { param: { id }, json: { version } })
    toast(t('reference.removed', { name }))
  })
  const isWriter = may('price.write')
  const buttons = (price: ProductPrice) =>
    price.companyId === me?.company.id && (
      <span class="flex justify-end gap-1">
        <Button
          size="xs"
          aria-label={`${price.name} ${t('reference.edit')}`}
          onClick={() => setAsked(price)}
        >
          {t('reference.edit')}
        </Button>
        <Button
          size="xs"
          busy={remove.running?.[0].id === price.id}
          aria-label={`${price.name} ${t('reference.remove')}`}
          onClick={() => void remove.run(price)}
        >
          {t('reference.remove')}
        </Button>
      </span>
    )
  return (
    <>
      <div class="catalog-head">
        <p class="muted">{t('reference.prices_about')}</p>
        {isWriter && (
          <Button size="sm" icon="plus" onClick={() => setAsked('add')}>
            {t('reference.add_price')}
          </Button>
        )}
      </div>
      {remove.error !== undefined && (
        <div class="page-body">
          <ErrorNote error={remove.error} />
        </div>
      )}
      {prices.state === 'failed' ? (
        <div class="page-body">
          <ErrorState
            what={t('reference.tab.prices')}
            error={prices.error}
            onRetry={prices.reload}
          />
        </div>
      ) : (
        <div class="max-sm:px-4">
          <Table<ProductPrice>
            wide
            caption={t('reference.tab.prices')}
            columns={columnsOf(isWriter ? buttons : undefined)}
            rows={prices.data}
            keyOf={({ id }) => id}
            nameOf={({ name }) => name}
            rowClass={({ active }) => (active ? '' : 'catalog-off')}
            card={(price) => <Card price={price} />}
            {...(isWriter && {
              cardFoot: (price: ProductPrice) => <div class="card-foot">{buttons(price)}</div>,
            })}
            empty={<Empty icon="banknote" title={t('reference.none')} />}
          />
        </div>
      )}
      {asked && (
        <PriceDialog
          {...(asked !== 'add' && { price: prices.data?.find(({ id }) => id === asked.id) })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

function columnsOf(
  buttons: ((price: ProductPrice) => preact.ComponentChildren) | undefined,
): Column<ProductPrice>[] {
  const amount = (value: number | null) =>
    value === null ? <span class="subtle">–</span> : digits(value)
  const all: (Column<ProductPrice> | undefined)[] = [
    {
      id: 'category',
      head: t('reference.price_category'),
      cell: ({ category }) => <span class="tag">{t(`reference.price_category.${category}`)}</span>,
    },
    {
      id: 'name',
      head: t('reference.price_name'),
      cell: ({ name }) => <span class="med">{name}</span>,
    },
    {
      id: 'owner',
      head: t('reference.price_owner'),
      priority: 3,
      cell: ({ companyName }) => <span class="muted">{companyName}</span>,
    },
    {
      id: 'purchase',
      head: t('reference.purchase_head'),
      align: 'num',
      priority: 2,
      cell: ({ purchaseWon }) => amount(purchaseWon),
    },
    {
      id: 'selling',
      head: t('reference.selling_head'),
      align: 'num',
      cell: ({ sellingWon }) => digits(sellingWon),
    },
    {
      id: 'margin',
      head: t('reference.margin_head'),
      align: 'num',
      priority: 2,
      cell: ({ marginWon }) => amount(marginWon),
    },
    {
      id: 'state',
      head: t('reference.state'),
      cell: ({ active }) => <State of="catalog" is={active ? 'sold' : 'stopped'} />,
    },
    buttons && {
      id: 'do',
      head: <span class="vh">{t('ui.actions')}</span>,
      class: 'catalog-do',
      cell: buttons,
    },
  ]
  return all.filter((column) => column !== undefined)
}

const Card = ({ price }: { price: ProductPrice }) => (
  <dl>
    <dt class="vh">{t('reference.price_name')}</dt>
    <dd class="strong">{price.name}</dd>
    <dt class="vh">{t('reference.state')}</dt>
    <dd>
      <State of="catalog" is={price.active ? 'sold' : 'stopped'} />
    </dd>
    <dt class="vh">{t('reference.price_owner')}</dt>
    <dd class="muted">{price.companyName}</dd>
    <dt class="vh">{t('reference.selling')}</dt>
    <dd class="n strong">{won(price.sellingWon)}</dd>
  </dl>
)
