import type * as z from 'zod'
import type { BalanceList } from '#api/rebates/contract.ts'

/** What an agency was allocated and has used this month, its shops included. */
export type MonthOf = ReadonlyMap<string, { allocatedWon: number; usedWon: number }>
export type Balances = z.infer<typeof BalanceList>
