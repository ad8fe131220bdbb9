import type { CompanyDetail } from '#api/companies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { toast } from '../../ui/toasts.ts'

const REASON_MAX = 200
const PRESETS = ['1', '2', '3'] as const

type Props = {
  company: CompanyDetail
  onClose: () => void
  onDone: (company?: CompanyDetail) => void
}

type Seen = Pick<CompanyDetail, 'id' | 'version'>
/** Each resolves with the company as it is now, or with undefined once it is removed. */
const TAKE = {
  closing: ({ id, version }: Seen, reason = '') =>
    api.post('/companies/:id/closing', { param: { id }, json: { version, reason } }),
  opening: ({ id, version }: Seen) =>
    api.post('/companies/:id/opening', { param: { id }, json: { version } }),
  removal: ({ id, version }: Seen) =>
    api.post('/companies/:id/removal', { param: { id }, json: { version } }),
}
type Step = keyof typeof TAKE
const DONE = {
  closing: 'org.closed_toast',
  opening: 'org.opened_toast',
  removal: 'org.removed_toast',
} as const

function useStep({ company, onDone }: Props, step: Step) {
  return useAction(async (reason?: string) => {
    const after = await TAKE[step](company, reason)
    toast(t(DONE[step], { name: company.name }))
    onDone(after)
  })
}

/** Before closing a company: who loses access, which orders are unfinished, and the reason. */
export function CloseDialog(props: Props) {
  const { company, onClose } = props
  const close = useStep(props, 'closing')
  return (
    <ReasonDialog
      title={t('org.close_title', { name: company.name })}
      text={t('org.close_text')}
      verb={t('org.close')}
      presets={PRESETS.map((n) => `org.close_preset.${n}` as const)}
      help={t('org.close_help')}
      lengthMax={REASON_MAX}
      busy={close.busy}
      error={close.error}
      onReason={(reason) => void close.run(reason)}
      onClose={onClose}
    >
      <Effects id={company.id} />
    </ReasonDialog>
  )
}

/** What closing would cut off, counted when the question is asked. */
function Effects({ id }: { id: string }) {
  const effects = useAnswer(addressOf('/companies/:id/closing-effects', { param: { id } }))
  if (effects.state === 'failed')
    return <ErrorState what={t('org.effects')} error={effects.error} onRetry={effects.reload} />
  const { data } = effects
  const row = (label: string, count: string) => (
    <div class="contents">
      <dt>{label}</dt>
      <dd class="num strong">{data ? count : '–'}</dd>
    </div>
  )
  return (
    <dl class="effects" aria-label={t('org.effects')} aria-busy={data === undefined}>
      {row(t('org.effect_companies'), t('org.places', { count: digits(data?.companies ?? 0) }))}
      {row(t('org.effect_users'), t('org.persons', { count: digits(data?.users ?? 0) }))}
      {row(t('org.effect_signed_in'), t('org.persons', { count: digits(data?.signedIn ?? 0) }))}
      {row(t('org.effect_open_orders'), t('org.cases', { count: digits(data?.openOrders ?? 0) }))}
    </dl>
  )
}

export function OpenDialog(props: Props) {
  const { company, onClose } = props
  const open = useStep(props, 'opening')
  return (
    <Confirm
      title={t('org.open_title', { name: company.name })}
      text={t('org.open_text')}
      verb={t('org.open')}
      busy={open.busy}
      error={open.error}
      onConfirm={() => void open.run()}
      onClose={onClose}
    />
  )
}

export function RemoveDialog(props: Props) {
  const { company, onClose } = props
  const remove = useStep(props, 'removal')
  return (
    <Confirm
      title={t('org.remove_title', { name: company.name })}
      text={t('org.remove_text')}
      verb={t('org.remove')}
      danger
      busy={remove.busy}
      error={remove.error}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    />
  )
}
