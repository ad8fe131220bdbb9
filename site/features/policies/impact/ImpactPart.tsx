import { useEffect } from 'preact/hooks'
import type { ImpactView } from '#api/impact/contract.ts'
import type { Axes } from '#api/policies/axes.ts'
import { useAction } from '../../../lib/action.ts'
import { addressOf } from '../../../lib/address.ts'
import { api } from '../../../lib/client.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useKeyring } from '../../../lib/keys.ts'
import { setQuery, useQuery } from '../../../lib/query.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { shortDateTime } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Section } from '../../../ui/Page.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import type { Draft } from '../draft.ts'
import { written } from '../matrix/entry.ts'
import type { Saver } from '../wizard/saver.ts'
import { ApprovalNote } from './ApprovalNote.tsx'
import { ImpactResultView } from './ImpactResultView.tsx'
import { RunNote } from './RunNote.tsx'

export type Props = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  saver: Saver
  onGo: (step: number) => void
  /** Asking for an approval was refused. */
  onFailed: (error: unknown) => void
}

const PERIODS = ['7', '30', '90'] as const
/** A running replay is polled as well: a missed event must not freeze its bar. */
const LOOK_MS = 4_000

/** What the draft would have cost in past days, computed on demand, with what it has no price for. */
export function ImpactPart({ draft, onDraft, saver, onGo, onFailed }: Props) {
  const query = useQuery()
  const days = PERIODS.find((one) => one === query.days) ?? '30'
  const id = saver.stored()?.id
  const view = useAnswer(
    id && addressOf('/impacts', { query: { draftId: id, days: Number(days) } }),
  )
  const { keyOf } = useKeyring()
  const run = view.data?.run
  const isRunning = run?.status === 'queued' || run?.status === 'processing'
  const start = useAction(async () => {
    // What is on screen is replayed, so it is stored first.
    if (!(await saver.flush())) return
    const stored = saver.stored()
    if (!stored) return
    const json = { draftId: stored.id, days: Number(days) }
    // The state and the last run make another press another replay.
    await api.post('/impacts', { json, idempotencyKey: keyOf([json, stored.version, run?.id]) })
    view.reload()
  })
  const cancel = useAction(async () => {
    if (run) await api.post('/impacts/:id/cancellation', { param: { id: run.id } })
    view.reload()
  })
  useEffect(() => {
    if (!isRunning) return
    const look = setInterval(view.reload, LOOK_MS)
    return () => clearInterval(look)
  }, [isRunning])
  const compute = () => {
    if (!isRunning) void start.run()
  }
  useShortcuts({ recompute: compute })
  const last = view.data?.last
  return (
    <Section
      line
      title={t('impact.title')}
      meta={last?.finishedAt && t('impact.computed_at', { at: shortDateTime(last.finishedAt) })}
      actions={
        <>
          <Segmented
            label={t('impact.period')}
            options={PERIODS.map((value) => ({ value, label: t('impact.days_n', { n: value }) }))}
            value={days}
            onValue={(value) => setQuery({ days: value, agency: undefined })}
          />
          <Button icon="refresh-cw" busy={start.busy || isRunning} onClick={compute}>
            {t(last ? 'impact.again' : 'impact.compute')}
          </Button>
        </>
      }
    >
      <p class="help pb-2">{t('impact.about')}</p>
      <ErrorNote error={start.error} />
      {run && <RunNote run={run} hasResult={last !== null} onCancel={() => void cancel.run()} />}
      {last && !last.isFresh && !isRunning && <Outdated last={last} onAgain={compute} />}
      <Body
        view={view}
        days={Number(days)}
        isRunning={isRunning}
        isNew={!id}
        isClosed={(place) => isClosedIn(draft, place)}
        onMake={(place) => {
          onGo(3)
          setQuery({ at: JSON.stringify(place) })
        }}
        onClosePlace={(place) =>
          onDraft({ entries: written(draft.entries, [{ axes: place, content: null }]) })
        }
        onCompute={compute}
      />
      {id && <ApprovalNote {...{ id, saver, onFailed }} result={last?.id ?? ''} />}
    </Section>
  )
}

/** Something that decides the result changed since; what is shown is still the last result. */
function Outdated({
  last,
  onAgain,
}: {
  last: NonNullable<ImpactView['last']>
  onAgain: () => void
}) {
  return (
    <div class="note mb-2 max-w-[720px]" role="status">
      <Icon name="triangle-alert" size={14} />
      <div>
        {last.changedCells > 0
          ? t('impact.changed_cells', { count: last.changedCells })
          : t('impact.changed')}{' '}
        ·{' '}
        <button type="button" class="link hit" onClick={onAgain}>
          {t('impact.again')}
        </button>
      </div>
    </div>
  )
}

const isClosedIn = (draft: Draft, place: Axes) =>
  // Writing it once more would change nothing.
  written(draft.entries, [{ axes: place, content: null }]) === draft.entries

function Body({
  view,
  days,
  isRunning,
  isNew,
  onCompute,
  ...answers
}: {
  view: ReturnType<typeof useAnswer<ImpactView>>
  days: number
  isRunning: boolean
  isNew: boolean
  isClosed: (place: Axes) => boolean
  onMake: (place: Axes) => void
  onClosePlace: (place: Axes) => void
  onCompute: () => void
}) {
  if (isNew) return <p class="muted pb-3">{t('impact.unsaved')}</p>
  if (view.state === 'failed')
    return <ErrorState what={t('impact.title')} error={view.error} onRetry={view.reload} />
  if (view.state === 'loading') return <SkeletonLines lines={6} />
  const { last } = view.data
  if (!last)
    return isRunning ? (
      <SkeletonLines lines={6} />
    ) : (
      <Empty icon="coins" title={t('impact.never')}>
        <Button size="sm" onClick={onCompute}>
          {t('impact.compute')}
        </Button>
      </Empty>
    )
  if (last.result.totals.orders === 0)
    return (
      <Empty icon="coins" title={t('impact.none', { n: days })}>
        {days < 90 && (
          <Button size="sm" onClick={() => setQuery({ days: '90' })}>
            {t('impact.none_longer', { n: 90 })}
          </Button>
        )}
      </Empty>
    )
  return <ImpactResultView last={last} {...answers} />
}
