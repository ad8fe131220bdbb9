import type { ComponentChildren } from 'preact'
import type { PolicyDetail, Quote } from '#api/policies/contract.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { masked } from '../../../lib/masks.ts'
import { labelOf, shownAnswer } from '../../../ui/form-field/field-words.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Money } from '../../../ui/Money.tsx'
import { Section } from '../../../ui/Page.tsx'
import { bandName, contractName } from '../../policies/bands.ts'
import { askedAnswers, askedOf } from './asked.ts'
import { type Draft, factsOf } from './draft.ts'
import type { StepName } from './steps.ts'

export type ReviewProps = {
  draft: Draft
  policy: PolicyDetail
  quote: Quote | undefined
  onGo: (step: StepName) => void
}

/** Step 4: all answers for review, each part with a link back to it. */
export function ReviewStep({ draft, policy, quote, onGo }: ReviewProps) {
  const facts = factsOf(draft)
  if (!facts || draft.contractMonths === undefined) return null
  const answers = askedAnswers(policy.form, facts, draft.answers)
  const asked = askedOf(policy.form, facts, draft.answers).filter(({ entry }) => answers[entry.key])
  return (
    <>
      {quote && <Amounts quote={quote} />}
      <Section line title={t('ordering.step.plan')} actions={<Fix step="plan" onGo={onGo} />}>
        <dl class="dl pb-3">
          <Line what={t('ordering.plan')}>
            {quote?.planName}{' '}
            {quote && (
              <span class="subtle n">
                {t('ordering.monthly', { fee: digits(quote.planFeeWon) })}
              </span>
            )}
          </Line>
          {policy.devices.length > 0 && draft.deviceId && (
            <Line what={t('ordering.device')}>{draft.answers.device_model}</Line>
          )}
          <Line what={t('ordering.join')}>{t(`words.join.${facts.joinType}`)}</Line>
          <Line what={t('ordering.contract')}>{contractName(draft.contractMonths)}</Line>
          <Line what={t('ordering.sim')}>{t(`words.sim.${facts.simType}`)}</Line>
          <Line what={t('ordering.support')}>{t(`words.support.${draft.supportType}`)}</Line>
        </dl>
      </Section>
      <Section
        line
        title={t('ordering.step.customer')}
        actions={<Fix step="customer" onGo={onGo} />}
      >
        <dl class="dl pb-3">
          <Line what={t('ordering.name')}>
            {draft.name} <span class="subtle">{t(`words.customer.${facts.customerType}`)}</span>
          </Line>
          <Line what={t('ordering.phone')}>{masked('phone', draft.phone)}</Line>
          {asked.map(({ entry }) => (
            <Line key={entry.key} what={labelOf(entry)}>
              {shownAnswer(entry, answers[entry.key] ?? '')}
            </Line>
          ))}
        </dl>
      </Section>
    </>
  )
}

const Line = ({ what, children }: { what: string; children: ComponentChildren }) => (
  <>
    <dt>{what}</dt>
    <dd class="n">{children}</dd>
  </>
)

function Fix({ step, onGo }: { step: StepName; onGo: (step: StepName) => void }) {
  return (
    <button
      type="button"
      class="link min-h-6"
      aria-label={t('ordering.fix_step', { step: t(`ordering.step.${step}`) })}
      onClick={() => onGo(step)}
    >
      {t('ordering.fix')}
    </button>
  )
}

/** The parts of the amount, and the budget that it holds. */
function Amounts({ quote }: { quote: Quote }) {
  const { bandWon, contractMonths, shopWon, simWon, totalWon, holdWon } = quote
  return (
    <Section line title={t('ordering.money')}>
      <table class="calc">
        <caption class="vh">{t('ordering.money')}</caption>
        <tbody>
          <tr>
            <td class="n">
              {t('ordering.matrix_row', {
                band: bandName(bandWon),
                months: contractName(contractMonths),
              })}
            </td>
            <td class="num">
              <Money won={shopWon} />
            </td>
          </tr>
          <tr>
            <td>{t('ordering.sim')}</td>
            <td class="num">
              <Money won={simWon} signed />
            </td>
          </tr>
          <tr class="total">
            <td>{t('ordering.total')}</td>
            <td class="num">
              <Money won={totalWon} />
            </td>
          </tr>
        </tbody>
      </table>
      <p class="note mb-3">
        <Icon name="info" size={14} />
        <span class="n">{t('ordering.hold_text', { won: digits(holdWon) })}</span>
      </p>
    </Section>
  )
}
