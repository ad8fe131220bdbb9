import { useEffect, useState } from 'preact/hooks'
import type { Export, ExportPage } from '#api/exports/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead, Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { ExportForm } from './ExportForm.tsx'
import { ExportRow } from './ExportRow.tsx'
import { mayExport, offeredTypes } from './offered.ts'

const PAGE = 20
/** A running job is polled as well: a missed event must not freeze its bar. */
const LOOK_MS = 4_000

/** Request files and see those that were made, with live progress. */
export function ExportsScreen() {
  const me = useMe()
  const jobs = useAnswer(addressOf('/exports', { query: { limit: PAGE } }))
  const [older, setOlder] = useState<ExportPage | undefined>(undefined)
  const more = useAction(async (after: string) => {
    const page = await api.get(addressOf('/exports', { query: { limit: PAGE, after } }))
    setOlder({ ...page, items: [...(older?.items ?? []), ...page.items] })
  })
  const { data } = jobs
  const isRunning = data?.items.some(({ status }) => status === 'queued' || status === 'processing')
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(jobs.reload, LOOK_MS)
    return () => clearInterval(timer)
  }, [isRunning, jobs.reload])
  if (!me) return null

  const canAct = offeredTypes().length > 0
  const change = (job: Export) => {
    const put = (items: Export[]) => items.map((one) => (one.id === job.id ? job : one))
    if (data) jobs.replace({ ...data, items: put(data.items) })
    if (older) setOlder({ ...older, items: put(older.items) })
  }
  const known = new Set(data?.items.map(({ id }) => id))
  const items = data && [...data.items, ...(older?.items ?? []).filter(({ id }) => !known.has(id))]
  const cursor = older ? older.nextCursor : data?.nextCursor
  return (
    <>
      <PageHead title={t('exports.title')} />
      <div class="page-body flex max-w-[1120px] flex-col gap-4">
        {canAct ? (
          <Section title={t('exports.make_title')}>
            <ExportForm
              me={me}
              onStarted={(job) => {
                if (data && !known.has(job.id))
                  jobs.replace({ ...data, items: [job, ...data.items] })
              }}
            />
          </Section>
        ) : (
          <p class="note">
            <Icon name="info" size={14} />
            <span>{t('exports.read_only')}</span>
          </p>
        )}
        <Section
          line
          title={t('exports.jobs')}
          actions={<span class="subtle text-t12">{t('exports.kept')}</span>}
        >
          {jobs.state === 'loading' && <SkeletonLines lines={6} />}
          {jobs.state === 'failed' && (
            <ErrorState what={t('exports.jobs')} error={jobs.error} onRetry={jobs.reload} />
          )}
          {items?.length === 0 && (
            <Empty
              icon="file-spreadsheet"
              boxed
              title={t('exports.empty')}
              text={canAct ? t('exports.empty_text') : undefined}
            />
          )}
          {items && items.length > 0 && (
            <ul>
              {items.map((job) => (
                <ExportRow key={job.id} job={job} canAct={mayExport(job.type)} onChanged={change} />
              ))}
            </ul>
          )}
          <ErrorNote error={more.error} />
          {cursor && (
            <div class="flex justify-center pt-3">
              <Button busy={more.busy} onClick={() => void more.run(cursor)}>
                {t('ui.more')}
              </Button>
            </div>
          )}
        </Section>
      </div>
    </>
  )
}
