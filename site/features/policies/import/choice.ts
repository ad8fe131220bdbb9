import type { UnitWon } from '#api/amount.ts'
import type { Axes as Place } from '#api/policies/axes.ts'
import type { Answers, ColumnRole } from '#api/sheets/price-proposal.ts'
import type { Axes as Said } from '#api/sheets/trade-words.ts'
import type { CellCarrier } from '#db/words.ts'

/** Which models or groups a device's name in a sheet stands for; `out` leaves its rows out. */
export type DeviceTarget = Pick<Place, 'deviceId'> | Pick<Place, 'deviceGroup'>
export type DeviceChoice = readonly DeviceTarget[] | 'out'
/** What becomes of a cell that is no clear amount: an amount, no orders, or nothing. */
export type Decision = number | 'close' | 'skip'

/** What a person has answered about one sheet. What is absent is proposed by the reading. */
export type SheetChoice = {
  isTaken: boolean
  headingRows?: readonly number[] | undefined
  unitWon?: UnitWon | undefined
  /** For cells whose sheet says no carrier. */
  carrier?: CellCarrier | undefined
  columns: Readonly<Record<number, ColumnRole>>
  labels: Readonly<Record<string, Said>>
  devices: Readonly<Record<string, DeviceChoice>>
  decisions: Readonly<Record<string, Decision>>
  readHidden?: boolean | undefined
}

export const NO_CHOICE: SheetChoice = {
  isTaken: true,
  columns: {},
  labels: {},
  devices: {},
  decisions: {},
}

export const answersOf = ({
  headingRows,
  unitWon,
  columns,
  labels,
  readHidden,
}: SheetChoice): Answers => ({
  headingRows,
  unitWon,
  columns,
  labels,
  ...(readHidden !== undefined && { readHidden }),
})
