import { isBusinessNumber } from '#api/companies/business-number.ts'

/** Numbers with a shape: how they are grouped on screen and when they are right. Only digits are stored. */
export type MaskName = 'phone' | 'business' | 'imei' | 'eid' | 'birth' | 'four'

type Mask = { length: number; groups: readonly number[]; right?: (digits: string) => boolean }

const MASKS: Record<MaskName, Mask> = {
  phone: { length: 11, groups: [3, 4, 4] },
  business: { length: 10, groups: [3, 2, 5], right: isBusinessNumber },
  imei: { length: 15, groups: [15], right: isLuhn },
  eid: { length: 32, groups: [8, 8, 8, 8] },
  birth: { length: 8, groups: [4, 2, 2] },
  four: { length: 4, groups: [4] },
}

export const maskLength = (mask: MaskName) => MASKS[mask].length

/** Keeps digits and groups them: `01012345678` → `010-1234-5678`. */
export function masked(mask: MaskName, text: string): string {
  const { groups, length } = MASKS[mask]
  let rest = text.replace(/\D/g, '').slice(0, length)
  const parts: string[] = []
  for (const size of groups) {
    if (!rest) break
    parts.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return parts.join('-')
}

/** Nothing when right; else how many digits are missing (0: all there, but they do not add up). */
export function maskProblem(mask: MaskName, digits: string): { missing: number } | undefined {
  const { length, right } = MASKS[mask]
  // Landlines and old mobiles have ten digits.
  if (mask === 'phone' && digits.length === 10) return undefined
  if (digits.length < length) return { missing: length - digits.length }
  return right && !right(digits) ? { missing: 0 } : undefined
}

export function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, figure, i) => {
    const doubled = Number(figure) * (i % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
