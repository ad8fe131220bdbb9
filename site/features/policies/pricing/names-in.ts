import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Names } from '../matrix/labels.ts'

/** The names of the models that HQ's cells and groups refer to. */
export function namesIn(devices: PolicyDetail['devices']): Names {
  const byId = new Map(devices.map(({ id, name }) => [id, name]))
  return { device: (id) => byId.get(id) ?? '…' }
}
