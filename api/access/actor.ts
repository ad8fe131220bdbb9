import type { Grant, Role, Tier } from '#db/words.ts'

/** Who is asking. Ids, tier, role and grants only; a person's data never travels in a token. */
export type Actor = {
  userId: string
  /** The signed-in device; empty for programs with a token and for work that the system does by itself. */
  sessionId: string
  companyId: string
  tier: Tier
  role: Role
  hqId: string
  agencyId: string | null
  /** What its admins lent this person beyond the role. */
  grants: readonly Grant[]
  /** Set for a program: the permissions that its personal access token was given, and no others. */
  scopes?: readonly string[]
  /** A second factor is held, or owed before anything else may be done; absent: neither. */
  factor?: 'held' | 'owed'
  /** When this device last showed the second factor, in epoch milliseconds. */
  provenAt?: number
}

/** The actor of scheduled work inside one tree. */
export const systemActor = (hqId: string): Actor => ({
  userId: '00000000-0000-7000-8000-000000000000',
  sessionId: '',
  companyId: hqId,
  tier: 'hq',
  role: 'admin',
  hqId,
  agencyId: null,
  grants: [],
})
