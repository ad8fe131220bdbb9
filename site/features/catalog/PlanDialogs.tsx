import { useState } from 'preact/hooks'
import type { Plan } from '#api/catalog/contract.ts'
import { CARRIERS } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { sayField } from '../../lib/messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Input, TextArea } from '../../ui/Field.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toasts.ts'
import { bandOf, validityWords } from './catalog-words.ts'
import { DayFields } from './DayFields.tsx'
import { FormDialog } from './FormDialog.tsx'
import {
  draftOf,
  feeHint,
  namesOf,
  namesProblems,
  type PlanDraft,
  sentPlan,
  sentTerms,
  type Terms,
  termsProblems,
} from './plan-draft.ts'
import { changedOf, useSeen } from './use-seen.ts'
import { effectiveFrom, tomorrow, WhenChoice, whenProblem } from './WhenChoice.tsx'

/** Adds a plan, or edits what has no date. The draft stays when somebody else was first. */
export function PlanDialog({ plan, onClose }: { plan?: Plan | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(plan))
  const [asked, setAsked] = useState(false)
  const ring = useKeyring()
  const seen = useSeen(plan)
  const save = useAction(async () => {
    const json = sentPlan(draft)
    if (plan) {
      const changed = changedOf(namesOf(draft), namesOf(draftOf(seen.first)))
      const sent = { version: seen.version, ...changed }
      await api.put('/plans/:id', { param: { id: plan.id }, json: sent })
    } else await api.post('/plans', { json, idempotencyKey: ring.keyOf(json) })
    toast(t(plan ? 'reference.saved' : 'reference.added', { name: json.name }))
    onClose()
  }, seen.failed)
  const problems = { ...namesProblems(draft), ...(plan ? {} : termsProblems(draft)) }
  const shown = asked ? problems : {}
  const set = (change: Partial<PlanDraft>) => setDraft({ ...draft, ...change })
  const isTaken = save.error instanceof ApiProblem && save.error.code === 'conflict'
  return (
    <FormDialog
      title={plan ? t('reference.edit_title', { name: plan.name }) : t('reference.add_plan')}
      {...(plan && { note: t('reference.edit_note') })}
      verb={t(plan ? 'reference.save' : 'reference.add_plan')}
      busy={save.busy}
      error={isTaken ? undefined : save.error}
      conflict={plan && seen.isOvertaken ? `${plan.name} · ${plan.category ?? '–'}` : undefined}
      onSend={() => {
        setAsked(true)
        if (Object.keys(problems).length > 0) return false
        void save.run()
        return true
      }}
      onClose={onClose}
    >
      {!plan && (
        <Segmented
          label={t('reference.carrier')}
          options={CARRIERS.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
          value={draft.carrier}
          onValue={(carrier) => set({ carrier })}
        />
      )}
      <Input
        label={t('reference.name')}
        error={
          shown.name ??
          (isTaken ? t('reference.name_taken') : sayField(save.error, 'name', t('reference.name')))
        }
        value={draft.name}
        maxLength={200}
        autocomplete="off"
        onInput={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Input
        label={t('reference.category')}
        optional
        value={draft.category}
        error={sayField(save.error, 'category', t('reference.category'))}
        maxLength={60}
        autocomplete="off"
        onInput={({ currentTarget }) => set({ category: currentTarget.value })}
      />
      {!plan && <TermsFields value={draft} onValue={set} problems={shown} />}
      <TextArea
        label={t('reference.description')}
        optional
        rows={2}
        maxLength={2000}
        value={draft.description}
        error={sayField(save.error, 'description', t('reference.description'))}
        onInput={({ currentTarget }) => set({ description: currentTarget.value })}
      />
    </FormDialog>
  )
}

/** Changes fee and validity from a date on. */
export function PlanChangeDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const [terms, setTerms] = useState<Terms>(() => draftOf(plan))
  const [when, setWhen] = useState(tomorrow)
  const [asked, setAsked] = useState(false)
  const ring = useKeyring()
  const seen = useSeen(plan)
  const change = useAction(async () => {
    const { id } = plan
    const { version } = seen
    const json = { version, effectiveFrom: effectiveFrom(when), ...sentTerms(terms) }
    await api.post('/plans/:id/changes', { param: { id }, json, idempotencyKey: ring.keyOf(json) })
    toast(
      when.from === 'now'
        ? t('reference.changed_now')
        : t('reference.changed_later', { at: when.day }),
    )
    onClose()
  }, seen.failed)
  const problems = termsProblems(terms)
  const late = whenProblem(when)
  return (
    <FormDialog
      title={t('reference.change_title', { name: plan.name })}
      note={t('reference.change_note')}
      verb={t('reference.save')}
      busy={change.busy}
      error={change.error}
      conflict={
        seen.isOvertaken ? `${won(plan.monthlyFeeWon)} · ${validityWords(plan)}` : undefined
      }
      onSend={() => {
        setAsked(true)
        if (late || Object.keys(problems).length > 0) return false
        void change.run()
        return true
      }}
      onClose={onClose}
    >
      <TermsFields
        value={terms}
        onValue={(next) => setTerms({ ...terms, ...next })}
        problems={asked ? problems : {}}
      />
      <WhenChoice value={when} onValue={setWhen} error={asked ? late : undefined} />
    </FormDialog>
  )
}

function TermsFields({
  value,
  onValue,
  problems,
}: {
  value: Terms
  onValue: (terms: Partial<Terms>) => void
  problems: ReturnType<typeof termsProblems>
}) {
  const { feeWon } = value
  return (
    <>
      <MoneyInput
        label={t('reference.fee')}
        value={feeWon}
        error={problems.feeWon}
        help={feeHint(feeWon)}
        effect={feeWon ? `${t('reference.band')} ${bandOf(feeWon)}` : undefined}
        onValue={(next) => onValue({ feeWon: next })}
      />
      <DayFields value={value} onValue={onValue} error={problems.validUntil} />
    </>
  )
}
