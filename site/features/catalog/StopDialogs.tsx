import type { CatalogEffects } from '#api/catalog/contract.ts'
import { useAction } from '../../lib/action.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { type Resource, useAnswer } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'
import type { Entry } from './asked.ts'
import { effectsOf, remove, setActive } from './catalog-commands.ts'
import { sayCatalog } from './catalog-words.ts'

type Props = { entry: Entry; onClose: () => void }

/** Before stopping: what it touches, counted when the question is asked. */
export function StopDialog({ entry, onClose }: Props) {
  const { name } = entry.row
  const effects = useAnswer(effectsOf(entry))
  const stop = useAction(async () => {
    await setActive(entry, false)
    toast(t('reference.stopped', { name }))
    onClose()
  })
  return (
    <Confirm
      title={t('reference.stop_title', { name })}
      text={t('reference.stop_text')}
      verb={t('reference.stop')}
      busy={stop.busy}
      error={stop.error}
      onConfirm={() => void stop.run()}
      onClose={onClose}
    >
      <Effects effects={effects} kind={entry.kind} />
    </Confirm>
  )
}

/** Only what no order has ever named can be removed; the reason stands at the button otherwise. */
export function RemoveDialog({ entry, onClose }: Props) {
  const { name } = entry.row
  const effects = useAnswer(effectsOf(entry))
  const removing = useAction(async () => {
    await remove(entry)
    toast(t('reference.removed', { name }))
    onClose()
  })
  const said = sayCatalog(removing.error, name)
  return (
    <Confirm
      title={t('reference.remove_title', { name })}
      text={t('reference.remove_text')}
      verb={t('reference.remove')}
      danger
      busy={removing.busy}
      error={said ? undefined : removing.error}
      disabledBecause={effects.data?.isUsed ? t('reference.remove_used') : undefined}
      onConfirm={() => void removing.run()}
      onClose={onClose}
    >
      <Effects effects={effects} kind={entry.kind} />
      {(said || effects.data?.isUsed) && (
        <p class="help error" role="alert">
          {said ?? t('reference.remove_used')}
        </p>
      )}
    </Confirm>
  )
}

function Effects({ effects, kind }: { effects: Resource<CatalogEffects>; kind: Entry['kind'] }) {
  if (effects.state === 'failed')
    return (
      <ErrorState what={t('reference.effects')} error={effects.error} onRetry={effects.reload} />
    )
  const { data } = effects
  const row = (label: string, value: string) => (
    <div class="contents">
      <dt>{label}</dt>
      <dd class="num strong">{data ? value : '–'}</dd>
    </div>
  )
  return (
    <dl class="effects" aria-label={t('reference.effects')} aria-busy={data === undefined}>
      {kind === 'plan' &&
        row(
          t('reference.effect_policies'),
          t('reference.count', { count: digits(data?.policies ?? 0) }),
        )}
      {row(
        t('reference.effect_orders'),
        t('reference.cases', { count: digits(data?.openOrders ?? 0) }),
      )}
      {row(t('reference.effect_used'), t(data?.isUsed ? 'reference.yes' : 'reference.no'))}
    </dl>
  )
}
