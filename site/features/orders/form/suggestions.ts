import type { Device } from '#api/catalog/contract.ts'
import type { Answers } from '#api/forms/conditions.ts'

/** Models of the catalogue, and the colours of the one chosen; anything else may still be typed. */
export function suggestionsFor(
  key: string,
  devices: readonly Device[],
  answers: Answers,
): readonly string[] {
  if (key === 'device_model') return devices.map(({ name }) => name)
  if (key !== 'device_color') return []
  return devices.find(({ name }) => name === answers.device_model)?.colors ?? []
}
