import { formatPhone } from '#api/phone-groups.ts'

/** Numbers with a fixed format: their grouping on screen; `masks.ts` has their validity and their typing. */
export type MaskName =
  | 'phone'
  | 'business'
  | 'imei'
  | 'eid'
  | 'birth'
  | 'four'
  | 'account'
  | 'parcel'

export const GROUPS: Record<Exclude<MaskName, 'phone'>, readonly number[]> = {
  business: [3, 2, 5],
  imei: [15],
  eid: [8, 8, 8, 8],
  birth: [4, 2, 2],
  four: [4],
  account: [20],
  parcel: [20],
}

/** `01012345678` → `010-1234-5678`; also for the beginning of a number. */
export const inGroups = (mask: MaskName, digits: string): string =>
  mask === 'phone' ? formatPhone(digits) : cut(digits, GROUPS[mask])

/** Groups of digits with hyphens between; extra digits stay visible in the last group. */
export function cut(digits: string, groups: readonly number[]): string {
  const parts: string[] = []
  let rest = digits
  for (const [index, size] of groups.entries()) {
    const length = index === groups.length - 1 ? rest.length : size
    parts.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return parts.filter(Boolean).join('-')
}
