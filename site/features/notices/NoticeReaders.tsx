import type { NoticeItem } from '#api/notices/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Company } from '../../ui/TierMark.tsx'

const ROWS_MAX = 100

/** How many companies have confirmed a notice, and which have not. */
export function NoticeReaders({ notice: { id, requiresReading } }: { notice: NoticeItem }) {
  const readers = useAnswer(
    requiresReading &&
      addressOf('/notices/:id/reach', {
        param: { id },
        query: { reading: 'unread', limit: ROWS_MAX },
      }),
  )
  if (!requiresReading) return null
  const { data } = readers
  const counts = data?.counts
  return (
    <Section
      line
      title={t('notices.readers', {
        read: counts ? digits(counts.read) : '–',
        count: counts ? digits(counts.companies) : '–',
      })}
    >
      {readers.state === 'loading' && <SkeletonLines lines={4} />}
      {readers.state === 'failed' && (
        <ErrorState
          what={t('notices.readers_unread')}
          error={readers.error}
          onRetry={readers.reload}
        />
      )}
      {data && (
        <>
          <p class="subtle pb-2 text-t12">
            {data.items.length === 0 ? t('notices.readers_all') : t('notices.readers_unread')}
            {data.nextCursor && ` · ${t('notices.readers_more', { count: ROWS_MAX })}`}
          </p>
          <ul class="pb-3">
            {data.items.map(({ id, tier, name, phone }) => (
              <li key={id} class="flex items-center gap-3 py-1">
                <Company tier={tier}>{name}</Company>
                {phone && (
                  <a class="link n ml-auto" href={`tel:${phone}`}>
                    {phone}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
