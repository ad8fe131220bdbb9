import { signal } from '@preact/signals'
import type { Me } from '#api/users/contract.ts'
import { addressOf } from './address.ts'
import { api } from './client.ts'
import { forgetRates } from './forget-rates.ts'
import { learnTime } from './server-clock.ts'
import { visitor } from './visitor.ts'

export type { Me }

export const me = signal<Me | undefined>(undefined)
export const meError = signal<unknown>(undefined)

/** Starts with the page's script; the page's preload has already requested the answer. */
export async function loadMe(): Promise<void> {
  try {
    const answer = await api.get(addressOf('/me'))
    // Before any screen is drawn, so that none starts with the machine's day.
    learnTime(answer.now)
    me.value = answer
    meError.value = undefined
  } catch (failure) {
    meError.value = failure
  }
}

/** The signed-in person, or undefined while unknown. A component that reads it follows changes. */
export const useMe = (): Me | undefined => me.value

/** False while unknown: the screen hides what the role lacks, and the server refuses it in any case. */
export const may = (permission: string) => me.value?.permissions.includes(permission) ?? false

export async function logOut(): Promise<void> {
  await endSession()
  location.assign('/login')
}

/** Signs out after inactivity; the login page says so and leads back here. */
export async function leaveIdle(): Promise<void> {
  await endSession()
  const next = encodeURIComponent(location.pathname + location.search)
  location.assign(`/login?next=${next}&why=idle`)
}

/** As a visitor: `api` would itself send an ended session to the login page. */
async function endSession() {
  // Without a connection the cookie stays until the server ends the session by its own clock.
  await visitor.post('/auth/logout', { json: {} }).catch(() => undefined)
  forgetRates()
}
