import type { Role, Tier } from '#db/words.ts'

/** Who is asking. Ids, tier and role only; a person's data never travels in a token. */
export type Actor = {
  userId: string
  /** The signed-in device; empty for work that the system does by itself. */
  sessionId: string
  companyId: string
  tier: Tier
  role: Role
  hqId: string
  agencyId: string | null
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
})
