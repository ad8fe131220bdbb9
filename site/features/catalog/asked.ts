import type { Device, Plan } from '#api/catalog/contract.ts'

/** A plan or device with its kind, for what treats both alike. */
export type Entry = { kind: 'plan'; row: Plan } | { kind: 'device'; row: Device }
/** What is asked in a dialog; for a new one there is no entry yet. */
export type Asked =
  | { do: 'add'; kind: Entry['kind'] }
  | { do: 'edit' | 'change' | 'history' | 'stop' | 'remove'; entry: Entry }
