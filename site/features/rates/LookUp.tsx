import { useMemo, useState } from 'preact/hooks'
import { CONTRACT_MONTHS, SUPPORT_TYPES } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { viewPref } from '../../lib/prefs.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { contractName } from '../policies/bands.ts'
import { FoundRate } from './FoundRate.tsx'
import { foundRates, isPriced, joinTypesOf, type Question } from './found-rates.ts'
import type { KeptRates } from './kept-rates.ts'
import { asked, type Chosen, chosenFrom } from './question.ts'

/** The question and its answer; every press answers at once. */
export function LookUp({
  userId,
  rates,
  isKept,
}: {
  userId: string
  rates: KeptRates
  isKept: boolean
}) {
  const last = viewPref(`rates.${userId}`)
  const [chosen, setChosen] = useState<Chosen>(() => chosenFrom(last.read()))
  const { policies } = rates.sheet
  const question = asked(chosen, rates)
  const found = useMemo(() => foundRates(policies, question), [policies, chosen, rates])
  const change = (part: Partial<Chosen>) => {
    const next = { ...chosen, ...part }
    setChosen(next)
    last.keep(JSON.stringify(next))
  }
  const note = (part: Partial<Question>) =>
    question.plan && !isPriced(policies, question, part) ? { note: t('rates.unpriced') } : {}
  const months = CONTRACT_MONTHS.filter((one) => policies.some((each) => each.months.includes(one)))
  return (
    <div class="rates-grid">
      <div class="flex flex-col gap-4">
        <Combobox
          label={t('rates.device')}
          placeholder={t('rates.device_hint')}
          options={rates.devices.map(({ id, manufacturer, name }) => ({
            value: id,
            label: `${manufacturer} ${name}`,
          }))}
          value={chosen.deviceId}
          onValue={(deviceId) => change({ deviceId })}
        />
        <Combobox
          label={t('rates.plan')}
          placeholder={t('rates.plan_hint')}
          options={rates.plans.map(({ id, carrier, name, monthlyFeeWon }) => ({
            value: id,
            label: name,
            note: t('rates.plan_note', {
              carrier: t(`words.carrier.${carrier}`),
              fee: digits(monthlyFeeWon),
            }),
          }))}
          value={chosen.planId}
          onValue={(planId) => change({ planId })}
        />
        <Choice
          label={t('rates.join')}
          options={joinTypesOf(policies).map((value) => ({
            value,
            label: t(`words.join.${value}`),
            ...note({ joinType: value }),
          }))}
          value={chosen.joinType}
          onValue={(joinType) => change({ joinType })}
        />
        <Choice
          label={t('rates.support')}
          options={SUPPORT_TYPES.map((value) => ({
            value,
            label: t(`words.support.${value}`),
            ...note({ supportType: value }),
          }))}
          value={chosen.supportType}
          onValue={(supportType) => change({ supportType })}
        />
        <Choice
          label={t('rates.months')}
          options={months.map((one) => ({
            value: String(one),
            label: contractName(one),
            ...note({ months: one }),
          }))}
          value={String(chosen.months)}
          onValue={(value) => {
            const one = months.find((each) => String(each) === value)
            if (one !== undefined) change({ months: one })
          }}
        />
      </div>
      <FoundRate
        userId={userId}
        question={question}
        found={found}
        without={chosen.without}
        isConnected={!isKept}
        onWithout={(without) => change({ without })}
      />
    </div>
  )
}

/** A question with its answers in one row. */
function Choice<V extends string>(props: Omit<Parameters<typeof Segmented<V>>[0], 'tiles'>) {
  return (
    <div class="rates-choice">
      <span class="muted" aria-hidden="true">
        {props.label}
      </span>
      <Segmented<V> {...props} tiles />
    </div>
  )
}
