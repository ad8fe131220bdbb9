import type { ScryptCost } from './platform.ts'

/** The algorithm needs 128·r·(N + p) bytes; Node allows 32 MiB by default. */
export const memoryFor = ({ n, r, p }: ScryptCost): number => 128 * r * (n + p) + 1_048_576
