import type { Draft } from './draft.ts'

/** The clawback of a line that ends on a day: the worked example beside the terms. */
export function clawbackOn(
  day: number,
  amountWon: number,
  { clawbackMode, maintenanceDays }: Draft['terms'],
): { won: number; daysLeft: number } {
  const daysLeft = Math.max(0, maintenanceDays - day)
  if (clawbackMode === 'none' || daysLeft === 0) return { won: 0, daysLeft }
  if (clawbackMode === 'full') return { won: amountWon, daysLeft }
  return { won: Math.round((amountWon * daysLeft) / maintenanceDays), daysLeft }
}
