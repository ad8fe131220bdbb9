import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Export } from '#api/exports/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { dateOf, shortDateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { State } from '../../ui/State.tsx'
import { download } from './download.ts'
import { type Mark, secondsLeft } from './remaining.ts'

type Props = {
  job: Export
  canAct: boolean
  onChanged: (job: Export) => void
}

/** One file: its progress, or what can be done with it now. */
export function ExportRow({ job, canAct, onChanged }: Props) {
  const { id, fileName, status } = job
  const act = useAction(async (what: 'cancellation' | 'retry') =>
    onChanged(await api.post(`/exports/:id/${what}`, { param: { id } })),
  )
  const fetching = useAction(async () => onChanged(await download(id)))
  const isGone = fetching.error instanceof ApiProblem && fetching.error.code === 'gone'
  const isOpen = status === 'queued' || status === 'processing'
  const error = act.error ?? (isGone ? undefined : fetching.error)
  return (
    <li class="export-row">
      {isOpen ? (
        <Running job={job}>
          {canAct && (
            <Button
              size="xs"
              kind="ghost"
              busy={act.busy}
              disabledBecause={job.cancelRequested ? t('exports.stopping') : undefined}
              aria-label={t('exports.stop_name', { file: fileName })}
              onClick={() => void act.run('cancellation')}
            >
              {t('exports.stop')}
            </Button>
          )}
        </Running>
      ) : (
        <div class="job">
          <span class="flex min-w-0 items-center gap-2">
            <Icon name="file-spreadsheet" />
            <span class="med trunc n">{fileName}</span>
          </span>
          <State of="job" is={status} />
          <span class="n muted text-t12">{said(job)}</span>
          <span class="flex justify-end gap-1">
            {canAct && status === 'completed' && (
              <Button
                size="sm"
                icon="download"
                busy={fetching.busy}
                aria-label={t('exports.get_name', { file: fileName })}
                onClick={() => void fetching.run()}
              >
                {t('exports.get')}
              </Button>
            )}
            {canAct && status !== 'completed' && (
              <Button
                size="sm"
                icon="refresh-cw"
                busy={act.busy}
                aria-label={t(
                  status === 'failed' ? 'exports.again_name' : 'exports.make_again_name',
                  { file: fileName },
                )}
                onClick={() => void act.run('retry')}
              >
                {t(status === 'failed' ? 'exports.again' : 'exports.make_again')}
              </Button>
            )}
          </span>
        </div>
      )}
      <p class="export-what subtle n text-t12">{what(job)}</p>
      {isGone && (
        <p class="help error" role="alert">
          {t('exports.gone')}
        </p>
      )}
      <ErrorNote error={error} />
    </li>
  )
}

function Running({ job, children }: { job: Export; children: ComponentChildren }) {
  const { doneRows, totalRows, status } = job
  const mark = useRef<Mark | undefined>(undefined)
  const at = performance.now()
  useEffect(() => {
    if (status === 'processing' && totalRows !== null && !mark.current)
      mark.current = { at: performance.now(), rows: doneRows }
  }, [status, totalRows, doneRows])
  if (status === 'queued' || job.cancelRequested)
    return (
      <div class="job">
        <span class="flex min-w-0 items-center gap-2">
          <Icon name="file-spreadsheet" />
          <span class="med trunc n">{job.fileName}</span>
        </span>
        <State of="job" is={status} />
        <div class="meter" />
        <span class="muted text-t12">
          {t(job.cancelRequested ? 'exports.stopping' : 'exports.queued')}
        </span>
        <span class="flex justify-end">{children}</span>
      </div>
    )
  return (
    <Progress
      name={job.fileName}
      done={doneRows}
      all={totalRows ?? undefined}
      secondsLeft={secondsLeft(mark.current, { at, rows: doneRows, all: totalRows })}
    >
      {children}
    </Progress>
  )
}

/** `950행 · 124 kB · 11-26까지 받을 수 있어요` */
function said(job: Export): string {
  if (job.status === 'failed') return t(`exports.error.${job.error ?? 'failed'}`)
  if (job.status === 'cancelled') return t('exports.cancelled')
  if (job.status === 'expired') return t('exports.expired')
  return [
    t('exports.rows', { count: job.totalRows ?? job.doneRows }),
    job.sizeBytes === null ? '' : size(job.sizeBytes),
    job.expiresAt ? t('exports.until', { day: dateOf(job.expiresAt) }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

const size = (bytes: number) =>
  bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${digits(Math.ceil(bytes / 1_000))} kB`

/** What was requested, and when. */
const what = ({ type, filters, createdAt }: Export) =>
  [
    t(`exports.type.${type}`),
    t('ui.from_to', { from: filters.from, to: filters.to }),
    filters.dateColumn ? t(`exports.by.${filters.dateColumn}`) : '',
    filters.kind ? t(`exports.kind.${filters.kind}`) : '',
    t('exports.asked_at', { at: shortDateTime(createdAt) }),
  ]
    .filter(Boolean)
    .join(' · ')
