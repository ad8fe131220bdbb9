import type { PolicyDetail } from '#api/policies/contract.ts'
import type { ReachedItem } from '#api/reach/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Company } from '../../ui/TierMark.tsx'

const ROWS_MAX = 100

/** Those who have not read, with what is missing and their number: to call on a phone or to print. */
export function CallList({ policy, onClose }: { policy: PolicyDetail; onClose: () => void }) {
  const { id } = policy
  const list = useAnswer(
    addressOf('/policies/:id/reach', {
      param: { id },
      query: { reading: 'unread', limit: ROWS_MAX },
    }),
  )
  const rows = list.data?.items ?? []
  return (
    <Drawer
      title={t('reach.call_list')}
      onClose={onClose}
      foot={
        <Button class="no-print ml-auto" onClick={() => print()}>
          {t('reach.print')}
        </Button>
      }
    >
      <div class="call-list">
        <p class="muted pb-2">{policy.title}</p>
        {list.state === 'loading' && <SkeletonLines lines={8} />}
        {list.state === 'failed' && (
          <ErrorState what={t('reach.call_list')} error={list.error} onRetry={list.reload} />
        )}
        {list.data && rows.length === 0 && <Empty icon="users" title={t('reach.call_list_none')} />}
        {rows.length > 0 && (
          <>
            <p class="subtle pb-2 text-t12">
              {list.data?.nextCursor
                ? t('reach.call_list_more', { count: rows.length })
                : t('reach.call_list_title', { count: rows.length })}
            </p>
            <ul>
              {rows.map((row) => (
                <li
                  key={row.id}
                  class="flex flex-wrap items-center gap-x-3 border-b border-line-faint py-2"
                >
                  <Company tier={row.tier}>
                    <span class="med">{row.name}</span>
                  </Company>
                  {row.parentName && <span class="subtle text-t12">{row.parentName}</span>}
                  <span class="n ml-auto">
                    {row.phone ? (
                      <a
                        class="link inline-flex min-h-12 items-center sm:min-h-0"
                        href={`tel:${row.phone}`}
                      >
                        {row.phone}
                      </a>
                    ) : (
                      <span class="subtle">{t('reach.no_phone')}</span>
                    )}
                  </span>
                  <span class="muted w-full text-t12">
                    {t('reach.missing', { what: missing(row) })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Drawer>
  )
}

const missing = ({ isPriced }: ReachedItem) =>
  [t('reach.missing_read'), isPriced ? '' : t('reach.missing_price')].filter(Boolean).join(', ')
