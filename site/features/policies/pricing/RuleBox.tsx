import { type ShareRule, shareBy } from '#api/policies/share-rules.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { CountInput } from '../../../ui/CountInput.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Rates } from './use-rates.ts'

type Props = { rates: Rates; readOnly: boolean }

const KINDS = ['none', 'percent', 'minus'] as const
const ROUNDINGS = [1, 10, 100, 1_000, 10_000] as const

const PERCENT: ShareRule = {
  ...{ carrier: 'all', retailId: null, kind: 'percent', value: 75 },
  ...{ roundToWon: 1_000, leastMarginWon: 0 },
}

/** The rule for every shop: what they get of HQ's amount where no cell is set by hand. */
export function RuleBox({ rates, readOnly }: Props) {
  const { draft, change } = rates
  const rule = generalRule(draft.rules)
  const others = draft.rules.filter((one) => one !== rule)
  const set = (part: Partial<ShareRule> | undefined) =>
    change({ rules: part ? [...others, { ...(rule ?? PERCENT), ...part }] : others })
  if (readOnly) return rule ? <Example rule={rule} rates={rates} /> : null
  return (
    <section class="rule-box" aria-label={t('pricing.rule')}>
      <Select
        label={t('pricing.rule')}
        options={KINDS.map((value) => ({ value, label: t(`pricing.rule.${value}`) }))}
        value={rule?.kind ?? 'none'}
        onValue={(kind) =>
          set(kind === 'none' ? undefined : { kind, value: kind === 'percent' ? 75 : 30_000 })
        }
      />
      {rule?.kind === 'percent' && (
        <CountInput
          label={t('pricing.rule_percent')}
          value={rule.value}
          most={100}
          range={t('pricing.share_range')}
          suffix={<span class="muted">%</span>}
          onValue={(value) => set({ value })}
        />
      )}
      {rule?.kind === 'minus' && (
        <MoneyInput
          label={t('pricing.rule_minus')}
          value={rule.value}
          onValue={(value) => value !== undefined && set({ value })}
        />
      )}
      {rule && (
        <>
          <Select
            label={t('pricing.rule_round')}
            options={ROUNDINGS.map((won) => ({
              value: String(won),
              label: t(`pricing.rule_round.${won}`),
            }))}
            value={String(rule.roundToWon)}
            onValue={(won) =>
              set({ roundToWon: ROUNDINGS.find((one) => String(one) === won) ?? 1_000 })
            }
          />
          <MoneyInput
            label={t('pricing.rule_least')}
            value={rule.leastMarginWon}
            onValue={(leastMarginWon) => set({ leastMarginWon: leastMarginWon ?? 0 })}
          />
          <Example rule={rule} rates={rates} />
        </>
      )}
    </section>
  )
}

/** The rule that applies to every shop and carrier. */
export const generalRule = (rules: readonly ShareRule[]): ShareRule | undefined =>
  rules.find(({ retailId, carrier }) => retailId === null && carrier === 'all')

/** The arithmetic of the rule at HQ's highest amount. */
function Example({ rule, rates }: { rule: ShareRule; rates: Rates }) {
  const highestWon = Math.max(0, ...[...rates.places.values()].map(({ grossWon }) => grossWon))
  const shopWon = shareBy(rule, highestWon)
  if (highestWon === 0 || shopWon === undefined) return null
  const words = { hq: digits(highestWon), shop: digits(shopWon) }
  const margin = digits(highestWon - shopWon)
  return (
    <p class="subtle n text-t12">
      {rule.kind === 'percent'
        ? t('pricing.rule_example', { ...words, n: rule.value, margin })
        : t('pricing.rule_example_minus', { ...words, less: digits(rule.value), margin })}
    </p>
  )
}
