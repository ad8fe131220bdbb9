import { AppError } from '../errors.ts'
import { limitKeyOf, networkKeyOf } from './client-address.ts'
import type { Platform } from './platform.ts'

/** The /48 of an IPv6 address may make this many times the calls of one address. */
const NETWORK_TIMES = 4

/**
 * Counts a call of this name by its address and refuses calls beyond `max` in a window. If the limiter
 * fails, the call is refused.
 */
export async function limitAddress(
  { limiter }: Pick<Platform, 'limiter'>,
  address: string,
  { name, max, windowSeconds }: { name: string; max: number; windowSeconds: number },
): Promise<void> {
  const count = async (key: string, max: number) => {
    const { allowed, retryAfterSeconds } = await limiter.limit(key, max, windowSeconds)
    if (!allowed)
      throw new AppError('too_many_requests', `Try again in ${retryAfterSeconds} seconds.`, {
        facts: { retryAfterSeconds },
      })
  }
  await count(`${name}:${limitKeyOf(address)}`, max)
  const network = networkKeyOf(address)
  if (network) await count(`${name}:${network}`, max * NETWORK_TIMES)
}
