import { limitKeyOf, networkKeyOf } from '../platform/client-address.ts'
import { sha256 } from '../platform/sha256.ts'
import { usernameOf } from '../users/username.ts'
import type { BoundName } from './bounds.ts'

/** One key that wrong guesses are counted under, and the account that they aim at, if any. */
export type Guard = { of: BoundName; key: string; account: string | null }
/**
 * All keys of one guess. A right guess resets the first and removes only that key's failures from the others.
 */
export type Guards = readonly [Guard, ...Guard[]]

/** Hashed, because people type other secrets into the username field by mistake. */
export const accountHash = (username: string): string => sha256(usernameOf(username))

const guard = (of: BoundName, subject: string, account: string | null = null): Guard => ({
  of,
  key: `${of}:${subject}`,
  account,
})

/** For a stranger: counted by username, existing or not, and by address. */
export const strangersGuards = (
  { address }: { address?: string | undefined },
  username: string,
): Guards => {
  const account = accountHash(username)
  return [guard('account', account, account), ...placesOf({ address })]
}

/**
 * For a browser that has signed in to this account before: counted alone, so that a stranger's failures
 * cannot lock it (OWASP, "device cookies"). Its own limit applies to a thief of the cookie.
 */
export const deviceGuards = (username: string, deviceHash: string): Guards => {
  const account = accountHash(username)
  return [guard('device', sha256(`${account} ${deviceHash}`), account)]
}

/** For a signed-in person who repeats a proof: by session, and by person over all sessions. */
export const sessionGuards = (
  username: string,
  { sessionId, userId }: { sessionId: string; userId: string },
): Guards => {
  const account = accountHash(username)
  return [guard('session', sessionId, account), guard('person', userId, account)]
}

/** For a secret that belongs to no account: by what it opens, and by address. */
export const secretGuards = (
  of: BoundName,
  subject: string,
  places: readonly Guard[] = [],
): Guards => [guard(of, sha256(subject)), ...places]

/** An IPv4 address, or the /64 and /48 of an IPv6 one; none for internal work. */
export function placesOf(
  { address }: { address?: string | undefined },
  [near, far]: readonly [BoundName, BoundName] = ['address', 'network'],
): Guard[] {
  if (address === undefined) return []
  const network = networkKeyOf(address)
  return [guard(near, limitKeyOf(address)), ...(network ? [guard(far, network)] : [])]
}
