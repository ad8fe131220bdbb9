import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import type { Entry } from './asked.ts'

// The commands that plans and devices share, each to the address of its kind.

/** Stops a plan or device, or puts it back into use. */
export const setActive = ({ kind, row }: Entry, active: boolean) => {
  const sent = { param: { id: row.id }, json: { version: row.version, active } }
  return kind === 'plan' ? api.put('/plans/:id', sent) : api.put('/devices/:id', sent)
}

export const remove = ({ kind, row }: Entry) => {
  const sent = { param: { id: row.id }, json: { version: row.version } }
  return kind === 'plan'
    ? api.post('/plans/:id/removal', sent)
    : api.post('/devices/:id/removal', sent)
}

export const effectsOf = ({ kind, row: { id } }: Entry) =>
  kind === 'plan'
    ? addressOf('/plans/:id/effects', { param: { id } })
    : addressOf('/devices/:id/effects', { param: { id } })
