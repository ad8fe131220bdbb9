import type { Grant, Role, Tier } from '#db/words.ts'

/** Who is asking: ids, tier, role and grants only. No personal data travel in a token. */
export type Actor = {
  userId: string
  /** The signed-in device; empty for programs with a token and for work of the system. */
  sessionId: string
  companyId: string
  tier: Tier
  role: Role
  hqId: string
  agencyId: string | null
  /** Rights that admins gave to this person beyond their role. */
  grants: readonly Grant[]
  /** Set for a program: its personal access token allows these permissions and no others. */
  scopes?: readonly string[]
  /** The id of that token. */
  tokenId?: string
  /** The person has a second factor, or must set one up before anything else; absent: neither. */
  factor?: 'held' | 'owed'
  /** When this device last proved the second factor, in epoch milliseconds. */
  provenAt?: number
  /** When the password was last entered on this device, in epoch milliseconds. */
  passwordShownAt?: number
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
