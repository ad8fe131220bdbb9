import { useMemo } from 'preact/hooks'
import type { Plan } from '#api/catalog/contract.ts'
import { segmentOf } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { simLine } from '#api/policies/order-facts.ts'
import { CONTRACT_MONTHS, JOIN_TYPES, type SimType, SUPPORT_TYPES } from '#db/words.ts'
import { digits, signed } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { later } from '../../../ui/later.tsx'
import { bandName, contractName } from '../../policies/bands.ts'
import { shopPrices } from '../../policies/shop-prices.ts'
import type { Draft } from './draft.ts'
import { Tiles } from './Tiles.tsx'
import { useOffered, usePlans } from './use-catalog.ts'
import type { QuoteState } from './use-quote.ts'

// Only policies whose prices depend on them need these.
const Additions = later(() => import('./Additions.tsx').then((file) => file.Additions))
const DeviceChoice = later(() => import('./DeviceChoice.tsx').then((file) => file.DeviceChoice))

export type PlanProps = {
  draft: Draft
  policy: PolicyDetail
  quoted: QuoteState
  onChange: (change: Partial<Draft>) => void
}

/** Step 2: the plan. Every answer is one press, and the amount below follows. */
export function PlanStep({ draft, policy, quoted, onChange }: PlanProps) {
  const joins = policy.joinType === 'all' ? JOIN_TYPES : [policy.joinType]
  const months = CONTRACT_MONTHS.filter((one) => policy.months.includes(one))
  const plans = usePlans(draft.carrier)
  const shownAt = useMemo(() => shopPrices(policy), [policy])
  const noteAt = (change: Partial<Draft>) => noteOf(shownAt, { ...draft, ...change }, plans.data)
  const { carriers, sims } = useOffered()
  return (
    <>
      {policy.carrier === 'all' && (
        <Tiles
          label={t('ordering.carrier')}
          value={draft.carrier}
          options={carriers.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
          onValue={(carrier) => onChange({ carrier, planId: undefined })}
        />
      )}
      <Tiles
        label={t('ordering.join')}
        value={draft.joinType}
        options={joins.map((value) => ({ value, label: t(`words.join.${value}`) }))}
        onValue={(joinType) => onChange({ joinType })}
      />
      {policy.needsDevice && <DeviceChoice draft={draft} policy={policy} onChange={onChange} />}
      <PlanChoice {...{ draft, quoted, plans, noteAt, onChange }} />
      <Tiles
        label={t('ordering.contract')}
        value={draft.contractMonths === undefined ? undefined : String(draft.contractMonths)}
        options={months.map((one) => ({
          value: String(one),
          label: contractName(one),
          ...noteAt({ contractMonths: one }),
        }))}
        onValue={(value) =>
          onChange({ contractMonths: months.find((one) => String(one) === value) })
        }
      />
      <Tiles
        label={t('ordering.sim')}
        value={draft.simType}
        options={sims.map(({ kind: value, label }) => ({
          value,
          label: label ?? t(`words.sim.${value}`),
          ...simNote(value, policy.simAdjustmentWon),
        }))}
        onValue={(simType) => onChange({ simType })}
      />
      <Tiles
        label={t('ordering.support')}
        value={draft.supportType}
        options={SUPPORT_TYPES.map((value) => ({
          value,
          label: t(`words.support.${value}`),
          ...(policy.shop?.told.supportType ? noteAt({ supportType: value }) : {}),
        }))}
        onValue={(supportType) => onChange({ supportType })}
      />
      {policy.additions.length > 0 && (
        <Additions draft={draft} policy={policy} onChange={onChange} />
      )}
    </>
  )
}

/** What a choice would earn, once all others are made. */
function noteOf(
  shownAt: ReturnType<typeof shopPrices>,
  { carrier, planId, deviceId, joinType, contractMonths, supportType, customerType }: Draft,
  plans: readonly Plan[] | undefined,
): { note: string } | object {
  const plan = plans?.find(({ id }) => id === planId)
  if (!carrier || !plan || !joinType || contractMonths === undefined) return {}
  const won = shownAt({
    ...{ carrier, plan, joinType, supportType, months: contractMonths },
    deviceId: deviceId ?? null,
    segment: segmentOf(customerType),
  })
  return { note: won === undefined ? t('ordering.not_sold_here') : digits(won) }
}

const amountOf = (noted: { note: string } | object) => ('note' in noted ? noted.note : '')

/** The amount that the SIM adds to the rebate or takes from it. */
function simNote(simType: SimType, adjustmentWon: number): { note: string } | object {
  const won = simLine(simType, adjustmentWon)
  return won === 0 ? {} : { note: signed(won) }
}

type ChoiceProps = Omit<PlanProps, 'policy'> & {
  plans: ReturnType<typeof usePlans>
  noteAt: (change: Partial<Draft>) => { note: string } | object
}

function PlanChoice({ draft, quoted, plans, noteAt, onChange }: ChoiceProps) {
  if (plans.state === 'failed')
    return <ErrorState what={t('ordering.plan')} error={plans.error} onRetry={plans.reload} />
  const { quote, error } = quoted
  const fits = quote && error === undefined && draft.planId
  return (
    <div class="plan-choice">
      <Combobox
        label={t('ordering.plan')}
        placeholder={t('ordering.plan_hint')}
        help={plans.data?.length === 0 ? t('ordering.no_plans') : undefined}
        options={(plans.data ?? []).map(({ id, name, monthlyFeeWon }) => ({
          value: id,
          label: name,
          note: [
            t('ordering.monthly', { fee: digits(monthlyFeeWon) }),
            amountOf(noteAt({ planId: id })),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
        loading={draft.carrier !== undefined && !plans.data}
        value={draft.planId}
        onValue={(planId) => onChange({ planId })}
      />
      <p class="band-line n" data-pending={quoted.asking || undefined}>
        {fits && (
          <>
            <span class="s-done text-[color:var(--c)]">
              <Icon name="check" size={14} />
            </span>
            <Band name={bandName(quote.bandWon)} />
          </>
        )}
      </p>
    </div>
  )
}

/** The band, marked inside its sentence, at the place where the language has it. */
function Band({ name }: { name: string }) {
  const [before, after] = t('ordering.band', { band: '|' }).split('|')
  return (
    <span>
      {before}
      <b class="strong">{name}</b>
      {after}
    </span>
  )
}
