import { amountIn, coloursIn, daysIn, joined, keptDays } from './import-cells.ts'
import {
  type Cells,
  type DeviceValues,
  type Judged,
  judged,
  type Known,
  type RowFault,
  refused,
  type Work,
} from './import-row.ts'
import {
  COLOR_CODE,
  COLOR_NAME_MAX,
  COLORS_MAX,
  FEE_MIN_SURE_WON,
  nameKey,
  PRICE_MAX_WON,
  repeatedName,
  STORAGES_MAX,
  wonIn,
} from './rules.ts'

/** Rows of one model, by maker and name, become one device: their storages and colours are joined. */
export function judgeDevices(rows: readonly Cells[], known: Known): Judged[] {
  const faults = new Map(rows.map((cells) => [cells, deviceFault(cells)]))
  const models = Map.groupBy(
    rows.filter((cells) => !faults.get(cells)),
    ({ manufacturer = '', name = '' }) => `${nameKey(manufacturer)} ${nameKey(name)}`,
  )
  return [
    ...[...faults].flatMap(([cells, fault]) => (fault ? [refused(cells, fault)] : [])),
    ...[...models.values()].flatMap((model) => judgeModel(model, known)),
  ]
}

function judgeModel(rows: readonly Cells[], known: Known): Judged[] {
  const [first] = rows
  if (!first) return []
  const storages = rows.flatMap(({ storage, price }) =>
    storage?.trim() ? [{ name: storage.trim(), priceWon: wonIn(price ?? '') ?? 0 }] : [],
  )
  const twice = repeatedName(storages.map(({ name }) => name))
  const second = twice && rows.findLast(({ storage }) => nameKey(storage ?? '') === nameKey(twice))
  if (second) return [refused(second, { field: 'storage', code: 'repeated' })]
  if (storages.length > STORAGES_MAX)
    return [refused(first, { field: 'storage', code: 'too_many' })]
  const palette = joined(rows.flatMap(({ colors }) => coloursIn(colors ?? '')))
  if (palette.length > COLORS_MAX) return [refused(first, { field: 'colors', code: 'too_many' })]
  const days = daysIn(first)
  if ('code' in days) return [refused(first, days)]
  const values: DeviceValues = {
    manufacturer: first.manufacturer?.trim() ?? '',
    name: first.name?.trim() ?? '',
    modelCode: first.modelCode?.trim() || null,
    ...{ palette, storages, ...days },
  }
  const before = known.devices.find(
    (device) =>
      nameKey(device.manufacturer) === nameKey(values.manufacturer) &&
      nameKey(device.name) === nameKey(values.name),
  )
  const kept = before && {
    ...{ manufacturer: before.manufacturer, name: before.name },
    ...(first.modelCode === undefined && { modelCode: before.modelCode }),
    ...(rows.every(({ colors }) => colors === undefined) && { palette: before.palette }),
    ...(rows.every(({ storage }) => storage === undefined) && { storages: before.storages }),
    ...keptDays(first, before),
  }
  const work: Work = { kind: 'device', values: { ...values, ...kept }, known: before }
  const [own, ...others] = rows.map((cells) => judged(cells, work, before))
  // One entry is written for the model, with the first row.
  return own ? [own, ...others.map((other) => ({ ...other, work: undefined }))] : []
}

function deviceFault(cells: Cells): RowFault | undefined {
  if (!cells.manufacturer?.trim()) return { field: 'manufacturer', code: 'required' }
  if (!cells.name?.trim()) return { field: 'name', code: 'required' }
  if (cells.storage?.trim()) {
    const price = amountIn(cells.price, 'price', PRICE_MAX_WON, FEE_MIN_SURE_WON)
    if (typeof price !== 'number') return price
  }
  const colours = coloursIn(cells.colors ?? '')
  if (colours.some(({ name }) => name.length > COLOR_NAME_MAX))
    return { field: 'colors', code: 'too_long' }
  if (colours.some(({ code }) => code !== null && !COLOR_CODE.test(code)))
    return { field: 'colors', code: 'not_a_color' }
  if (repeatedName(colours.map(({ name }) => name)))
    return { field: 'colors', code: 'colors_repeated' }
  const days = daysIn(cells)
  return 'code' in days ? days : undefined
}
