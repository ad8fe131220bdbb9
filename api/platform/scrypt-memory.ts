import type { ScryptCost } from './platform.ts'

/** The algorithm needs 128·r·(N + p) bytes; Node refuses more than 32 MiB unless told. */
export const memoryFor = ({ n, r, p }: ScryptCost): number => 128 * r * (n + p) + 1_048_576
