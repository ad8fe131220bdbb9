import type { CompanyItem } from '#api/companies/contract.ts'
import type { Axes } from '#api/policies/axes.ts'
import type { ShareRule } from '#api/policies/share-rules.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import { cellLabel, type Names } from '../matrix/labels.ts'
import type { Change, changedRules } from './rates.ts'

export type Row = { name: string; from: string; to: string }
type Given = {
  changes: readonly Change[]
  ruleChanges: ReturnType<typeof changedRules>
  matrix: Matrix
  names: Names
  shops: readonly CompanyItem[]
}

/** What changes, as rows of a table: rules first, because they change the most. */
export function rowsOfChanges({ changes, ruleChanges, matrix, names, shops }: Given): Row[] {
  const shopName = (retailId: string) => shops.find(({ id }) => id === retailId)?.name ?? '…'
  const nameOf = ({ what }: Change) =>
    what === 'default'
      ? t('pricing.default')
      : 'cell' in what
        ? [
            ...(what.retailId === null ? [] : [shopName(what.retailId)]),
            placeLabel(what.cell, matrix, names),
          ].join(' · ')
        : shopName(what.retailId)
  return [
    ...ruleChanges.map(({ carrier, retailId, from, to }) => ({
      name: [
        retailId === null
          ? t('changing.rule_row')
          : t('changing.rule_of', { name: shopName(retailId) }),
        ...(carrier === 'all' ? [] : [t(`words.carrier.${carrier}`)]),
      ].join(' · '),
      from: ruleText(from),
      to: ruleText(to),
    })),
    ...changes.map((change) => ({
      name: nameOf(change),
      from: amountText(change.from),
      to: amountText(change.to),
    })),
  ]
}

/** A cell in words, named by its face too. */
export const placeLabel = (axes: Axes, matrix: Matrix, names: Names): string =>
  cellLabel(axes, { ...matrix, layout: everyAxis(matrix) }, names, undefined)

const everyAxis = ({ layout }: Matrix) => ({
  ...layout,
  rows: [...layout.faces.filter((one) => !layout.rows.includes(one)), ...layout.rows],
  faces: [],
})

export const ruleText = (rule: ShareRule | undefined): string =>
  rule
    ? t(`changing.rule_text.${rule.kind}`, {
        n: rule.kind === 'percent' ? rule.value : digits(rule.value),
      })
    : t('changing.none')

const amountText = (content: Change['from']): string =>
  typeof content === 'number' ? digits(content) : (content ?? t('changing.none'))
