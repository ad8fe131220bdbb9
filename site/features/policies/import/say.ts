import type { Axes } from '#api/policies/axes.ts'
import type { Axes as Said } from '#api/sheets/trade-words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { bandName, contractName } from '../bands.ts'
import { DIMENSIONS, isFixed, type Matrix, valueAt } from '../matrix/dimensions.ts'
import type { Content } from '../matrix/entry.ts'
import { labelOf, type Names } from '../matrix/labels.ts'

/** What a heading is taken to mean, in words. */
export function sayMeaning(said: Said): string {
  const { carrier, bandWon, joinType, support, months, segment } = said
  const words = [
    carrier && t(`words.carrier.${carrier}`),
    bandWon !== undefined && bandName(bandWon),
    joinType && t(`words.join.${joinType}`),
    support && (support === 'none' ? t('matrix.no_support') : t(`words.support.${support}`)),
    months !== undefined && contractName(months),
    segment && t(`words.customer.${segment}`),
  ].filter(Boolean)
  return words.length > 0 ? words.join(' · ') : t('imports.no_meaning')
}

/** A place of the matrix with every axis that it fixes. */
export const sayPlace = (axes: Axes, matrix: Matrix, names: Names): string =>
  DIMENSIONS.filter((dimension) => isFixed(dimension, axes))
    .map((dimension) => labelOf(valueAt(dimension, axes), matrix, names))
    .join(' · ')

export const sayContent = (content: Content | undefined): string =>
  content === undefined
    ? t('imports.empty')
    : content === null
      ? t('imports.closed')
      : typeof content === 'number'
        ? digits(content)
        : content
