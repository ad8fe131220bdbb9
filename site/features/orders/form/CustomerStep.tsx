import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { FormFacts } from '#api/forms/core.ts'
import { isFixed } from '#api/forms/entry.ts'
import type { Field } from '#api/forms/fields.ts'
import { fixedAnswer } from '#api/forms/fill.ts'
import { aboveReleaseWon } from '#api/forms/support.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { CUSTOMER_TYPES, FORM_GROUPS, type FormGroup } from '#db/words.ts'
import { addressOf } from '../../../lib/address.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { Input } from '../../../ui/Field.tsx'
import { AskedField } from '../../../ui/form-field/AskedField.tsx'
import { labelOf } from '../../../ui/form-field/field-words.ts'
import { ScanButton } from '../../../ui/form-field/ScanButton.tsx'
import { Tiles } from '../../../ui/form-field/Tiles.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { MaskedInput } from '../../../ui/MaskedInput.tsx'
import { askedAnswers, askedOf, withDefaults } from './asked.ts'
import { type Draft, factsOf } from './draft.ts'
import { useFillSources } from './fill-sources.ts'
import type { Problems } from './problems.ts'
import { suggestionsFor } from './suggestions.ts'
import type { Uploads } from './use-uploads.ts'

const GROUPS = FORM_GROUPS.filter((group) => group !== 'customer')

export type CustomerProps = {
  draft: Draft
  policy: PolicyDetail
  problems: Problems
  /** Counts the tries to go on; each shows all problems and moves to the first. */
  tries: number
  onChange: (change: Partial<Draft>) => void
  uploads: Uploads
  /** A field of the form was left. */
  onLeave: (key: string) => void
}

/** Step 3: the customer and the questions of the policy's form, each only if it applies. */
export function CustomerStep(props: CustomerProps) {
  const { draft, policy, problems, tries, uploads, onChange, onLeave } = props
  const root = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const facts = factsOf(draft)
  const devices = useAnswer(addressOf('/devices', { query: { limit: 100 } }))
  useEffect(() => {
    if (tries > 0) focusProblem(root.current)
  }, [tries])
  const sources = useFillSources(policy.title)
  const lost = facts ? lostFields(draft, policy, facts) : []
  // A form restored without its customer begins at the first field that has to be typed again; after the next
  // paint it would take the focus from a field that is being filled already.
  useLayoutEffect(() => {
    const [first] = lost
    if (first) focusField(root.current, first.key)
  }, [])
  if (!facts) return null

  /** A field is checked once the person has left it or has tried to go on. */
  const say = (key: string) => (tries > 0 || left.has(key) ? problems[key] : undefined)
  const leave = (key: string) => {
    setLeft((now) => new Set(now).add(key))
    onLeave(key)
  }
  const answers = withDefaults(policy.form, draft.answers)
  const asked = askedOf(policy.form, facts, draft.answers)
  // A warning and no fault: the law sets no such limit, but it is mostly a slip.
  const above = aboveReleaseWon(askedAnswers(policy.form, facts, draft.answers))
  const count = Object.keys(problems).length

  const fieldsOf = (group: FormGroup) =>
    asked
      .filter(({ field }) => field.group === group)
      .map(({ entry, field, required }) => (
        <div
          key={entry.key}
          data-field={entry.key}
          data-wide={isWide(field) || undefined}
          onFocusOut={() => leave(entry.key)}
        >
          <AskedField
            entry={entry}
            field={field}
            required={required}
            value={isFixed(entry) ? fixedAnswer(entry, field, sources) : (answers[entry.key] ?? '')}
            error={say(entry.key)}
            {...(field.kind === 'attachment' ? { file: uploads.controlOf(entry.key) } : {})}
            suggestions={suggestionsFor(entry.key, devices.data?.items ?? [], answers)}
            onValue={(value) => onChange({ answers: { ...draft.answers, [entry.key]: value } })}
          />
          {!isFixed(entry) && (
            <ScanButton
              field={field}
              label={labelOf(entry)}
              onFound={(value) => onChange({ answers: { ...draft.answers, [entry.key]: value } })}
            />
          )}
        </div>
      ))

  return (
    <div ref={root} class="contents">
      {tries > 0 && count > 1 && (
        <p class="note" role="alert">
          <span class="s-stop">
            <Glyph name="cross" />
          </span>
          <b>{t('errors.in_form', { count })}</b>
        </p>
      )}
      {lost.length > 0 && (
        <p class="note" role="status">
          <Icon name="info" size={14} />
          <span>
            {t('ordering.type_again', { fields: lost.map(({ name }) => name).join(', ') })}
          </span>
        </p>
      )}
      <fieldset class="form-group">
        <legend>{t('fields.group.customer')}</legend>
        <div data-wide>
          <Tiles
            label={t('ordering.customer_type')}
            value={draft.customerType}
            options={CUSTOMER_TYPES.map((value) => ({
              value,
              label: t(`words.customer.${value}`),
            }))}
            onValue={(customerType) => onChange({ customerType })}
          />
        </div>
        <div data-field="name" onFocusOut={() => leave('name')}>
          <Input
            label={t('ordering.name')}
            autocomplete="off"
            required
            maxLength={50}
            value={draft.name}
            error={say('name')}
            onInput={({ currentTarget }) => onChange({ name: currentTarget.value })}
          />
        </div>
        <div data-field="phone" onFocusOut={() => leave('phone')}>
          <MaskedInput
            label={t('ordering.phone')}
            help={t('ordering.phone_help')}
            mask="phone"
            required
            autocomplete="off"
            value={draft.phone}
            error={say('phone')}
            onValue={(phone) => onChange({ phone })}
          />
        </div>
        {fieldsOf('customer')}
      </fieldset>
      {GROUPS.map((group) => {
        const fields = fieldsOf(group)
        return (
          fields.length > 0 && (
            <fieldset key={group} class="form-group">
              <legend>{t(`fields.group.${group}`)}</legend>
              {fields}
              {group === 'support' && above > 0 && (
                <p class="help warn" data-wide role="status">
                  {t('fields.above_release', { won: digits(above) })}
                </p>
              )}
            </fieldset>
          )
        )
      })}
      <p class="note">
        <Icon name="info" size={14} />
        <span>{t('ordering.private')}</span>
      </p>
    </div>
  )
}

/** Whether a field takes the whole width: choices, long texts and long numbers. */
const isWide = ({ kind, max }: Field) =>
  kind === 'attachment' ||
  kind === 'choice' ||
  kind === 'checks' ||
  kind === 'eid' ||
  (max > 100 && kind !== 'email')

/** Moves to the first marked field once the marks are on screen. */
function focusProblem(root: HTMLElement | null) {
  requestAnimationFrame(() => {
    const field = root?.querySelector(':is([aria-invalid], .help.error)')
    const control = field?.matches('input, textarea')
      ? field
      : field
          ?.closest('[data-field]')
          ?.querySelector('input:not([type="file"]), textarea, button[tabindex="0"]')
    if (control instanceof HTMLElement) control.focus()
  })
}

/** Fields that were filled in before a reload, apply now and are empty. */
function lostFields(draft: Draft, policy: PolicyDetail, facts: FormFacts) {
  const values: Record<string, string> = {
    ...draft.answers,
    name: draft.name,
    phone: draft.phone,
  }
  const all = [
    { key: 'name', name: t('ordering.name') },
    { key: 'phone', name: t('ordering.phone') },
    ...askedOf(policy.form, facts, draft.answers).map(({ entry }) => ({
      key: entry.key,
      name: labelOf(entry),
    })),
  ]
  return all.filter(({ key }) => draft.gone.includes(key) && !values[key])
}

/** Runs after the step's heading has taken the focus. */
function focusField(root: HTMLElement | null, key: string) {
  requestAnimationFrame(() => {
    root
      ?.querySelector<HTMLElement>(
        `[data-field="${key}"] :is(input:not([type="file"]), textarea, button)`,
      )
      ?.focus()
  })
}
