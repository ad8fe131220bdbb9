import { useState } from 'preact/hooks'
import type { Export, RequestExport } from '#api/exports/contract.ts'
import type { AuditKind } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { today } from '../../lib/server-clock.ts'
import type { Me } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { MonthSwitch } from '../../ui/MonthSwitch.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/toasts.ts'
import { CompanyChoice } from '../companies/CompanyChoice.tsx'
import { type OfferedType, offeredTypes } from './offered.ts'

const BY = ['eligible', 'placed', 'activated', 'paid'] as const
type By = (typeof BY)[number]
/** `all` stands for no filter, because a select has no empty choice. */
const KINDS = ['all', 'sign_in', 'access', 'money', 'reveal', 'setting', 'trade'] as const
const REASON_MIN = 5
const REASON_MAX = 200

/** The form for a new export; begins with the conditions of the screen before. */
export function ExportForm({ me, onStarted }: { me: Me; onStarted: (job: Export) => void }) {
  const query = useQuery()
  const now = today().slice(0, 7)
  const types = offeredTypes()
  const wished = types.find((one) => one === query.type)
  const [type, setType] = useState<OfferedType>(wished ?? types[0] ?? 'settlements_detailed')
  const [month, setMonth] = useState(
    /^20\d{2}-\d{2}$/.test(query.month ?? '') ? (query.month ?? now) : now,
  )
  const [by, setBy] = useState<By>('eligible')
  const [companyId, setCompany] = useState(query.company)
  const [kind, setKind] = useState<AuditKind | 'all'>(
    KINDS.find((one) => one === query.kind) ?? 'all',
  )
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isAudit = type === 'audit_log'
  const reasonMissing = isAudit && reason.trim().length < REASON_MIN
  const once = useIdempotencyKey()
  const start = useAction(async () => {
    const filters = { month, ...(companyId ? { companyId } : {}) }
    const body: RequestExport = isAudit
      ? { type, filters: { ...filters, ...(kind === 'all' ? {} : { kind }) }, reason }
      : { type, filters: { ...filters, dateColumn: by } }
    const job = await api.post('/exports', { json: body, idempotencyKey: once.key })
    once.renew()
    toast(t('exports.started'))
    onStarted(job)
  })
  const changed =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      // Other conditions are another command, never a repeat of the one before.
      once.renew()
      start.clear()
      set(value)
    }
  return (
    <form
      class="export-form"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!reasonMissing) void start.run()
      }}
    >
      <Select
        label={t('exports.type')}
        help={t(describing(type, me))}
        value={type}
        options={types.map((value) => ({ value, label: t(`exports.type.${value}`) }))}
        onValue={changed(setType)}
      />
      <div class="field">
        <span class="label" aria-hidden="true">
          {t(isAudit ? 'exports.month_audit' : 'exports.month')}
        </span>
        <MonthSwitch value={month} now={now} onValue={changed(setMonth)} />
      </div>
      {isAudit ? (
        <Select
          label={t('exports.kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`exports.kind.${value}`) }))}
          onValue={changed(setKind)}
        />
      ) : (
        <Select
          label={t('exports.by')}
          value={by}
          options={BY.map((value) => ({ value, label: t(`exports.by.${value}`) }))}
          onValue={changed(setBy)}
        />
      )}
      {me.company.tier !== 'retail' && (
        <CompanyField id={companyId} onValue={changed(setCompany)} />
      )}
      {isAudit && (
        <div class="export-why">
          <Input
            label={t('exports.reason')}
            help={t('exports.reason_help')}
            error={asked && reasonMissing && t('exports.reason_short', { min: REASON_MIN })}
            value={reason}
            maxLength={REASON_MAX}
            onInput={({ currentTarget }) => changed(setReason)(currentTarget.value)}
          />
        </div>
      )}
      <div class="export-go">
        <Button kind="primary" size="lg" icon="file-spreadsheet" type="submit" busy={start.busy}>
          {t('exports.start')}
        </Button>
        <StartError error={start.error} />
      </div>
    </form>
  )
}

/** Tells viewers who read full names that the file will contain them. */
const describing = (type: OfferedType, { grants }: Me) =>
  type === 'settlements_detailed' && grants.includes('pii.export')
    ? 'exports.type_text.settlements_named'
    : (`exports.type_text.${type}` as const)

function CompanyField({
  id,
  onValue,
}: {
  id: string | undefined
  onValue: (id: string | undefined) => void
}) {
  const chosen = useAnswer(id && addressOf('/companies/:id', { param: { id } }))
  if (!id)
    return (
      <CompanyChoice label={t('exports.company')} onChoose={(company) => onValue(company.id)} />
    )
  return (
    <div class="field">
      <span class="label">{t('exports.company')}</span>
      <div class="flex min-h-8 items-center gap-2">
        <span class="med">{chosen.data?.id === id ? chosen.data.name : '…'}</span>
        <Button size="xs" onClick={() => onValue(undefined)}>
          {t('exports.company_clear')}
        </Button>
      </div>
    </div>
  )
}

/** Too many open exports will not clear in seconds, so the error says how many there are. */
function StartError({ error }: { error: unknown }) {
  const max = error instanceof ApiProblem ? error.facts.openMax : undefined
  if (typeof max !== 'number') return <ErrorNote error={error} />
  return (
    <p class="help error s-stop" role="alert">
      <Glyph name="cross" size={13} />
      <span>{t('exports.too_many', { max })}</span>
    </p>
  )
}
