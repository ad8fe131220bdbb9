import { signal } from '@preact/signals'
import type { Me } from '#api/users/contract.ts'
import { api } from './client.ts'

export type { Me }

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
  await endSession()
  location.assign('/login')
}

/** Signed out because nobody touched anything; the login page says so and leads back here. */
export async function leaveIdle(): Promise<void> {
  await endSession()
  const next = encodeURIComponent(location.pathname + location.search)
  location.assign(`/login?next=${next}&why=idle`)
}

/** Asked without `api`, which would send a session that has ended already to the login page by itself. */
async function endSession() {
  // Without a connection the cookie stays until the server ends the session by its own clock.
  await fetch('/api/v2/auth/logout', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
}
