import { AppError } from '../errors.ts'
import { limitAddress } from '../platform/limit-address.ts'
import type { Platform } from '../platform/platform.ts'

/** Wrong secrets of each kind that one address may send in ten minutes. */
export const WRONG_MAX = { token: 60, signature: 60, invitation: 60, link: 20 } as const
const WINDOW_SECONDS = 600
/** Error codes of a wrong secret. Any other refusal has other causes. */
const REFUSED_AS: readonly string[] = ['unauthenticated', 'not_found', 'gone']

/**
 * Rethrows the refusal of a long random secret and counts it by address. A right secret is never counted or
 * barred: with 128 random bits or more guessing cannot succeed, so this only limits the load.
 */
export async function refuseWrong(
  platform: Pick<Platform, 'limiter'>,
  { what, address }: { what: keyof typeof WRONG_MAX; address: string | undefined },
  refusal: unknown,
): Promise<never> {
  const isWrong = refusal instanceof AppError && REFUSED_AS.includes(refusal.code)
  if (address !== undefined && isWrong)
    await limitAddress(platform, address, {
      name: `wrong-${what}`,
      max: WRONG_MAX[what],
      windowSeconds: WINDOW_SECONDS,
    })
  throw refusal
}
