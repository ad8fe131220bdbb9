import { signal } from '@preact/signals'
import type { Role, Tier } from '#db/words.ts'
import { api } from './client.ts'

/** Who is signed in, as `GET /api/v2/me` says. */
export type Me = {
  id: string
  username: string
  name: string
  role: Role
  company: { id: string; code: string; name: string; tier: Tier }
  permissions: string[]
}

export const me = signal<Me | undefined>(undefined)
export const meError = signal<unknown>(undefined)

/** Starts with the page's script; the answer was asked for by the page's preload already. */
export async function loadMe(): Promise<void> {
  try {
    me.value = await api.get<Me>('/me')
    meError.value = undefined
  } catch (failure) {
    meError.value = failure
  }
}

/** The person signed in, or undefined until it is known. Reading it in a component follows changes. */
export const useMe = (): Me | undefined => me.value

/** Absent while unknown: what the role lacks is not shown, and the server refuses it in any case. */
export const may = (permission: string) => me.value?.permissions.includes(permission) ?? false

export async function logOut(): Promise<void> {
  // The session may have ended already; leaving is what was asked for in every case.
  await api.post('/auth/logout').catch(() => undefined)
  location.assign('/login')
}
