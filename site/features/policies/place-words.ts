import type { Axes } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { bandName, contractName } from './bands.ts'

/** A place of a matrix in words, device first: `S26 · 번호이동 · SKT · 99K · 24개월`. */
export function placeWords(at: Axes, devices: PolicyDetail['devices']): string {
  const device = devices.find(({ id }) => id === at.deviceId)?.name ?? at.deviceGroup
  return [
    device,
    at.joinType && t(`words.join.${at.joinType}`),
    at.supportType && t(`words.support.${at.supportType}`),
    at.segment && t(`words.segment.${at.segment}`),
    t(`words.carrier.${at.carrier}`),
    at.planGroup ?? (at.bandWon === undefined ? '' : bandName(at.bandWon)),
    at.months === undefined ? '' : contractName(at.months),
  ]
    .filter(Boolean)
    .join(' · ')
}
