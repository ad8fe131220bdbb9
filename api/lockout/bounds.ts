/** How long failures count, and how long a first lock lasts. */
export const LOCK_SECONDS = 30 * 60

/**
 * How many wrong guesses within half an hour lock a key. Each lock that follows another within a day lasts
 * twice as long, up to `doublings` times; with 0 every lock is the same.
 */
export type Bound = { max: number; doublings: number }

export const BOUNDS = {
  // The lock of an account does not grow, or a stranger could keep its owner's new phone out for days.
  account: { max: 5, doublings: 0 },
  device: { max: 5, doublings: 0 },
  session: { max: 5, doublings: 0 },
  // Over all sessions of one person, so that signing in again does not allow more guesses.
  person: { max: 10, doublings: 0 },
  // A shop is one address: typos of several people stay below this limit, a list of passwords does not.
  address: { max: 30, doublings: 3 },
  // An IPv6 /48, which one customer may have: 65,536 networks of the size that `address` counts.
  network: { max: 90, doublings: 3 },
  // Four digits of a phone number: at this rate ten thousand guesses take years.
  order: { max: 5, doublings: 5 },
  tracker: { max: 5, doublings: 3 },
  tracker_network: { max: 20, doublings: 3 },
  // Company codes of one tier and day differ in four digits. The limit is high because a lock also bars
  // people with the right code.
  code_day: { max: 200, doublings: 0 },
  // The operator's token has 32 characters or more. A right token is never barred.
  bootstrap: { max: 20, doublings: 0 },
  // How often an invitation or a company's code may learn that a username is taken.
  name_told: { max: 10, doublings: 3 },
  // The same limit by address and IPv6 /48, because one person may hold many invitations.
  name_told_near: { max: 60, doublings: 3 },
  name_told_far: { max: 240, doublings: 3 },
} as const satisfies Record<string, Bound>

export type BoundName = keyof typeof BOUNDS

/** Wrong guesses that lock an account. */
export const FAILURES_MAX = BOUNDS.account.max
