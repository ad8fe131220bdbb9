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
  nameKey,
  PRICE_MAX_WON,
  PRICE_MIN_SURE_WON,
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

/** A row that contradicts the rows above it is refused; the others are judged as if it were left out. */
function judgeModel(rows: readonly Cells[], known: Known): Judged[] {
  const wrong = contradictionsIn(rows)
  const agreeing = rows.filter((cells) => !wrong.has(cells))
  const [first] = agreeing
  return [
    ...[...wrong].map(([cells, fault]) => refused(cells, fault)),
    ...(first ? judgeWhole(first, agreeing, known) : []),
  ]
}

/** What all rows of a model say of it: of two values, neither is dropped in silence. */
const ONCE = ['modelCode', 'validFrom', 'validUntil'] as const
type Once = (typeof ONCE)[number]

function contradictionsIn(rows: readonly Cells[]): Map<Cells, RowFault> {
  const storages = new Set<string>()
  const colours = new Set<string>()
  const said = new Map<Once, string>()
  const wrong = new Map<Cells, RowFault>()
  for (const cells of rows) {
    const storage = nameKey(cells.storage ?? '')
    const own = coloursIn(cells.colors ?? '').map(({ name }) => nameKey(name))
    const other = ONCE.find((field) => {
      const key = keyOf(cells, field)
      return key !== '' && (said.get(field) ?? key) !== key
    })
    const fault: RowFault | undefined = storages.has(storage)
      ? { field: 'storage', code: 'repeated' }
      : storage && storages.size === STORAGES_MAX
        ? { field: 'storage', code: 'too_many' }
        : new Set([...colours, ...own]).size > COLORS_MAX
          ? { field: 'colors', code: 'too_many' }
          : other && { field: other, code: 'differs' }
    if (fault) {
      wrong.set(cells, fault)
      continue
    }
    if (storage) storages.add(storage)
    for (const colour of own) colours.add(colour)
    for (const field of ONCE) {
      const key = keyOf(cells, field)
      if (key) said.set(field, key)
    }
  }
  return wrong
}

function keyOf(cells: Cells, field: Once): string {
  if (field === 'modelCode') return nameKey(cells.modelCode ?? '')
  const days = daysIn(cells)
  return 'code' in days ? '' : (days[field] ?? '')
}

/** Rows that agree, as one device. */
function judgeWhole(first: Cells, rows: readonly Cells[], known: Known): Judged[] {
  const told = (field: Once) => rows.find((one) => one[field]?.trim())?.[field] ?? first[field]
  const dated = { ...first, validFrom: told('validFrom'), validUntil: told('validUntil') }
  const days = daysIn(dated)
  if ('code' in days) return rows.map((cells) => refused(cells, days))
  const values: DeviceValues = {
    manufacturer: first.manufacturer?.trim() ?? '',
    name: first.name?.trim() ?? '',
    modelCode: told('modelCode')?.trim() || null,
    palette: joined(rows.flatMap(({ colors }) => coloursIn(colors ?? ''))),
    storages: rows.flatMap(({ storage, price }) =>
      storage?.trim() ? [{ name: storage.trim(), priceWon: wonIn(price ?? '') ?? 0 }] : [],
    ),
    ...days,
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
  const whole = { ...values, ...kept }
  const work: Work = { kind: 'device', values: whole, known: before }
  const [own, ...others] = rows.map((cells) =>
    judged(cells, work, before, otherSpelling(cells, whole)),
  )
  // One entry is written for the model, with the first row.
  return own ? [own, ...others.map((other) => ({ ...other, work: undefined }))] : []
}

/** How the model is written, where the row writes it otherwise. */
function otherSpelling(cells: Cells, { manufacturer, name }: DeviceValues): string | null {
  const isSame = cells.manufacturer?.trim() === manufacturer && cells.name?.trim() === name
  return isSame ? null : `${manufacturer} ${name}`
}

function deviceFault(cells: Cells): RowFault | undefined {
  if (!cells.manufacturer?.trim()) return { field: 'manufacturer', code: 'required' }
  if (!cells.name?.trim()) return { field: 'name', code: 'required' }
  if (cells.storage?.trim()) {
    const price = amountIn(cells.price, 'price', PRICE_MAX_WON, PRICE_MIN_SURE_WON)
    if (typeof price !== 'number') return price
  }
  const colours = coloursIn(cells.colors ?? '')
  if (colours.some(({ name }) => name.length > COLOR_NAME_MAX))
    return { field: 'colors', code: 'too_long' }
  if (colours.some(({ code }) => code !== null && !COLOR_CODE.test(code)))
    return { field: 'colors', code: 'not_a_color' }
  if (colours.length > COLORS_MAX) return { field: 'colors', code: 'too_many' }
  if (repeatedName(colours.map(({ name }) => name)))
    return { field: 'colors', code: 'colors_repeated' }
  const days = daysIn(cells)
  return 'code' in days ? days : undefined
}
