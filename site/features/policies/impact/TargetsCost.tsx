import { useEffect, useState } from 'preact/hooks'
import type { ImpactResult } from '#api/impact/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { addressOf } from '../../../lib/address.ts'
import { api } from '../../../lib/client.ts'
import { digits, signed } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useKeyring } from '../../../lib/keys.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { differenceOf } from './impact-rows.ts'
import { RunNote } from './RunNote.tsx'

export type Props = { policyId: string; targets: readonly string[]; exclusions: readonly string[] }

const DAYS = 30
/** A running replay is polled as well: a missed event must not freeze its bar. */
const LOOK_MS = 4_000

/** What the policy would have paid for past orders of the companies that these targets add, on demand. */
export function TargetsCost({ policyId, targets, exclusions }: Props) {
  const view = useAnswer(addressOf('/impacts', { query: { policyId, days: DAYS } }))
  const { keyOf } = useKeyring()
  /** Whom the replay on screen is about; a result of others is not shown. */
  const [asked, setAsked] = useState<{ id: string; of: string } | undefined>(undefined)
  const of = JSON.stringify([targets, exclusions])
  const start = useAction(async () => {
    const json = { policyId, targets: [...targets], exclusions: [...exclusions], days: DAYS }
    const { id } = await api.post('/impacts', {
      ...{ json, idempotencyKey: keyOf([json, view.data?.run?.id]) },
    })
    setAsked({ id, of })
    view.reload()
  })
  const cancel = useAction(async (id: string) => {
    await api.post('/impacts/:id/cancellation', { param: { id } })
    view.reload()
  })
  const run = asked?.of === of && view.data?.run?.id === asked.id ? view.data.run : undefined
  const last = run?.status === 'completed' && view.data?.last?.id === run.id ? view.data.last : null
  const isRunning = run?.status === 'queued' || run?.status === 'processing'
  useEffect(() => {
    if (!isRunning) return
    const look = setInterval(view.reload, LOOK_MS)
    return () => clearInterval(look)
  }, [isRunning])
  return (
    <section class="flex flex-col gap-2" aria-label={t('impact.targets')}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          size="sm"
          icon="refresh-cw"
          busy={start.busy || isRunning}
          onClick={() => void start.run()}
        >
          {t('impact.targets_compute', { n: DAYS })}
        </Button>
        <span class="help">{t('impact.targets_about')}</span>
      </div>
      <ErrorNote error={start.error ?? cancel.error} />
      {run && <RunNote run={run} hasResult={false} onCancel={() => void cancel.run(run.id)} />}
      {last && <Cost result={last.result} />}
    </section>
  )
}

function Cost({ result: { totals } }: { result: ImpactResult }) {
  if (totals.orders === 0) return <p role="status">{t('impact.none', { n: DAYS })}</p>
  const rows: [string, string][] = [
    [t('impact.orders'), digits(totals.orders)],
    [t('impact.before'), t('ui.won_of', { n: digits(totals.beforeWon) })],
    [t('impact.targets_after'), t('ui.won_of', { n: digits(totals.afterWon) })],
    [t('impact.difference'), t('ui.won_of', { n: signed(differenceOf(totals)) })],
    ...(totals.unmatched > 0
      ? [[t('impact.unmatched'), digits(totals.unmatched)] satisfies [string, string]]
      : []),
  ]
  return (
    <table class="calc" role="status">
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="num">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
