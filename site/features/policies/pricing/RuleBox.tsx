import type { ShareRule } from '#api/policies/share-rules.ts'
import { type Carrier, CELL_CARRIERS, type CellCarrier } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { CountInput } from '../../../ui/CountInput.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { Select } from '../../../ui/Select.tsx'
import { ruleOf } from './rates.ts'

type Props = {
  rules: readonly ShareRule[]
  /** Whose rule and for which carrier. */
  carrier: CellCarrier
  retailId: string | null
  sold: readonly Carrier[]
  onCarrier: (carrier: CellCarrier) => void
  onRule: (rule: ShareRule | undefined) => void
}

const KINDS = ['none', 'percent', 'minus'] as const
const ROUNDINGS = [1, 10, 100, 1_000, 10_000] as const

const PERCENT: ShareRule = {
  ...{ carrier: 'all', retailId: null, kind: 'percent', value: 75 },
  ...{ roundToWon: 1_000, leastMarginWon: 0 },
}
const START = { percent: 75, minus: 30_000 }

/** One formula: what a shop, or every shop, gets of HQ's amount. */
export function RuleBox({ rules, carrier, retailId, sold, onCarrier, onRule }: Props) {
  const rule = ruleOf(rules, { carrier, retailId })
  const set = (part: Partial<ShareRule>) => onRule({ ...(rule ?? PERCENT), ...part })
  return (
    <section class="rule-box" aria-label={t('pricing.rule')}>
      {sold.length > 1 && (
        <Select
          label={t('pricing.rule_carrier')}
          options={CELL_CARRIERS.filter((one) => one === 'all' || sold.includes(one)).map(
            (value) => ({ value, label: carrierLabel(rules, value, retailId) }),
          )}
          value={carrier}
          onValue={onCarrier}
        />
      )}
      <Select
        label={t('pricing.rule')}
        options={KINDS.map((value) => ({
          value,
          label: value === 'none' ? noneLabel(carrier, retailId) : t(`pricing.rule.${value}`),
        }))}
        value={rule?.kind ?? 'none'}
        onValue={(kind) =>
          kind === 'none' ? onRule(undefined) : set({ kind, value: START[kind] })
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
        </>
      )}
    </section>
  )
}

function carrierLabel(
  rules: readonly ShareRule[],
  carrier: CellCarrier,
  retailId: string | null,
): string {
  if (carrier === 'all') return t('pricing.every_carrier')
  const name = t(`words.carrier.${carrier}`)
  return ruleOf(rules, { carrier, retailId }) ? t('pricing.own_rule', { name }) : name
}

/** What holds where there is no rule: that of all carriers, of all shops, or none. */
const noneLabel = (carrier: CellCarrier, retailId: string | null): string =>
  t(
    carrier !== 'all'
      ? 'pricing.rule.as_carriers'
      : retailId === null
        ? 'pricing.rule.none'
        : 'pricing.rule.as_shops',
  )
