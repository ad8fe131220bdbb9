import { textKey } from '#api/text.ts'
import type { DeviceTarget } from './choice.ts'

/** What is known of a model, to find it by the names that sheets give it. */
export type Known = {
  id: string
  name: string
  manufacturer: string
  modelCode?: string | null | undefined
  storages?: readonly { name: string }[] | undefined
}
type Groups = readonly { name: string }[]

/** The models or groups that a name certainly means; undefined where none or more than one fits. */
export function targetsOf(
  text: string,
  devices: readonly Known[],
  groups: Groups,
): readonly DeviceTarget[] | undefined {
  const whole = targetOf(text, devices, groups)
  if (whole) return [whole]
  const parts = text.split(/\s*[/,\n·]\s*/).filter(Boolean)
  if (parts.length < 2) return undefined
  const found = parts.map((part) => targetOf(part, devices, groups))
  return found.every((one) => one !== undefined) ? found : undefined
}

function targetOf(
  text: string,
  devices: readonly Known[],
  groups: Groups,
): DeviceTarget | undefined {
  const key = textKey(text)
  const group = groups.find(({ name }) => textKey(name) === key)
  if (group) return { deviceGroup: group.name }
  const found = devices.filter((device) => namesOf(device).includes(key))
  const [device] = found
  return device && found.length === 1 ? { deviceId: device.id } : undefined
}

/** A model by its name, with or without maker and storage, and by its code. */
function namesOf({ name, manufacturer, modelCode, storages = [] }: Known): string[] {
  const names = [name, `${manufacturer} ${name}`, ...(modelCode ? [modelCode] : [])]
  return [...names, ...storages.flatMap((one) => names.map((each) => `${each} ${one.name}`))].map(
    textKey,
  )
}

/** The models by how alike their names are to a text, the nearest first. */
export function nearest(text: string, devices: readonly Known[]): Known[] {
  const said = pairsOf(textKey(text))
  const likeness = ({ name }: Known) => {
    const pairs = pairsOf(textKey(name))
    const shared = [...pairs].filter((pair) => said.has(pair)).length
    return (2 * shared) / Math.max(1, pairs.size + said.size)
  }
  return devices
    .map((device) => ({ device, like: likeness(device) }))
    .sort((a, b) => b.like - a.like)
    .map(({ device }) => device)
}

const pairsOf = (key: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)))
