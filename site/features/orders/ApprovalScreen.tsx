import { useEffect, useMemo, useState } from 'preact/hooks'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { ApprovalList } from './ApprovalList.tsx'
import { OrderDrawer } from './OrderDrawer.tsx'
import { useOrders } from './use-orders.ts'
import { useWide } from './use-wide.ts'

const QUEUE_MAX = 100

/** The approval queue for hundreds of orders a day by keyboard: oldest first, and the next one opens by itself. */
export function ApprovalScreen() {
  const me = useMe()
  if (!me) return null
  if (me.company.tier === 'hq') return <Queue />
  return (
    <>
      <PageHead title={t('orders.approval')} />
      <Empty title={t('orders.hq_only')} />
    </>
  )
}

function Queue() {
  const list = useOrders({ status: 'pending', limit: QUEUE_MAX }, 'oldest')
  const counts = useAnswer(addressOf('/orders/counts'))
  const query = useQuery()
  const wide = useWide()
  /** Orders decided here leave the queue at once, before the list reloads. */
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const { page } = list
  const rows = useMemo(() => page?.rows.filter(({ id }) => !decided.has(id)), [page, decided])
  const waiting = rows?.filter(({ id }) => !skipped.has(id) && !page?.gone.has(id))
  const open = query.order ?? (wide ? waiting?.[0]?.id : undefined)
  const pending = counts.data?.counts.pending

  // After a decision the focus returns to the list, so that its keys keep working.
  useEffect(() => {
    if (document.activeElement === document.body)
      document
        .querySelector<HTMLElement>('.with-drawer tr[aria-current="true"]')
        ?.focus({ preventScroll: true })
  }, [open])

  const goOn = (from: string | undefined) => {
    const at = rows?.findIndex(({ id }) => id === from) ?? -1
    const rest = [...(rows?.slice(at + 1) ?? []), ...(rows?.slice(0, Math.max(0, at)) ?? [])]
    const next = rest.find(({ id }) => !skipped.has(id) && !page?.gone.has(id))
    setQuery({ order: next?.id })
  }
  const skip = () => {
    if (!open) return
    setSkipped(new Set([...skipped, open]))
    goOn(open)
  }
  const keys = useMemo(
    () => ({
      skip: ({ target }: KeyboardEvent) => {
        if (target instanceof Element && target.closest('.with-drawer')) skip()
      },
    }),
    [open, rows, skipped],
  )
  useShortcuts(keys)

  return (
    <div class="with-drawer [--drawer:600px]">
      <div>
        <PageHead
          title={t('orders.approval')}
          beside={
            <span class="subtle n text-t12">
              {pending !== undefined && digits(pending)} · {t('orders.approval_meta')}
            </span>
          }
          actions={<Keys />}
        />
        <ApprovalList
          list={list}
          rows={rows}
          open={open}
          skipped={skipped}
          onOpen={(id) => setQuery({ order: id })}
          onDecided={(ids) => {
            setDecided(new Set([...decided, ...ids]))
            if (open && ids.includes(open)) goOn(open)
          }}
        />
      </div>
      {open && (
        <OrderDrawer
          id={open}
          number={rows?.find(({ id }) => id === open)?.number}
          onClose={() => setQuery({ order: undefined })}
          onMoved={(order) => {
            setDecided(new Set([...decided, order.id]))
            goOn(order.id)
          }}
          tools={
            may('order.approve') && (
              <Button shortcut="S" onClick={skip}>
                {t('orders.skip')}
              </Button>
            )
          }
        />
      )}
      {!open && wide && rows && (
        <aside class="drawer items-center justify-center">
          <Empty
            icon="clipboard-check"
            title={
              rows.length > 0
                ? t('orders.queue_rest', { count: rows.length })
                : t('orders.queue_empty')
            }
          >
            {rows.length > 0 && (
              <Button
                size="sm"
                onClick={() => {
                  setSkipped(new Set())
                  list.renew()
                }}
              >
                {t('orders.queue_more')}
              </Button>
            )}
          </Empty>
        </aside>
      )}
    </div>
  )
}

const Keys = () => (
  <span class="subtle flex items-center gap-1.5 text-t12 max-lg:hidden" aria-hidden="true">
    <kbd class="kbd">J</kbd>
    <kbd class="kbd">K</kbd> {t('orders.move_keys')}
  </span>
)
