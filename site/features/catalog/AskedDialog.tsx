import type { Device, Plan } from '#api/catalog/contract.ts'
import type { Asked, Entry } from './asked.ts'
import {
  DeviceChangeDialog,
  DeviceDialog,
  HistoryDialog,
  PlanChangeDialog,
  PlanDialog,
  RemoveDialog,
  StopDialog,
} from './parts.ts'

type Props = {
  asked: Asked
  plans: readonly Plan[]
  devices: readonly Device[]
  onClose: () => void
}

/** The dialog for what is asked, about the row as it is now: somebody else may have changed it meanwhile. */
export function AskedDialog({ asked, plans, devices, onClose }: Props) {
  if (asked.do === 'add')
    return asked.kind === 'plan' ? (
      <PlanDialog onClose={onClose} />
    ) : (
      <DeviceDialog onClose={onClose} />
    )
  const entry = nowOf(asked.entry, plans, devices)
  switch (asked.do) {
    case 'edit':
      return entry.kind === 'plan' ? (
        <PlanDialog plan={entry.row} onClose={onClose} />
      ) : (
        <DeviceDialog device={entry.row} onClose={onClose} />
      )
    case 'change':
      return entry.kind === 'plan' ? (
        <PlanChangeDialog plan={entry.row} onClose={onClose} />
      ) : (
        <DeviceChangeDialog device={entry.row} onClose={onClose} />
      )
    case 'history':
      return <HistoryDialog entry={entry} onClose={onClose} />
    case 'stop':
      return <StopDialog entry={entry} onClose={onClose} />
    case 'remove':
      return <RemoveDialog entry={entry} onClose={onClose} />
  }
}

function nowOf(entry: Entry, plans: readonly Plan[], devices: readonly Device[]): Entry {
  const { id } = entry.row
  return entry.kind === 'plan'
    ? { kind: 'plan', row: plans.find((row) => row.id === id) ?? entry.row }
    : { kind: 'device', row: devices.find((row) => row.id === id) ?? entry.row }
}
