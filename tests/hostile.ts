/** A request that no honest client would send. */
export type Hostile = { what: string; text: string }

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Path = (string | number)[]

const LONG = 10_000
/** Replacements for any value: wrong types, ends of ranges, and texts that break careless code. */
const VALUES: [what: string, json: string][] = [
  ['null', 'null'],
  ['true', 'true'],
  ['zero', '0'],
  ['minus one', '-1'],
  ['a fraction', '1.5'],
  ['minus zero', '-0'],
  ['beyond exact integers', '9007199254740993'],
  ['beyond 64 bits', '123456789012345678901234567890'],
  ['a number that is infinite', '1e400'],
  ['the least number', '-1e308'],
  ['an empty text', '""'],
  ['spaces', '"   "'],
  ['a number as text', '"12"'],
  ['NUL', '"a\\u0000b"'],
  ['a high surrogate alone', '"a\\ud800b"'],
  ['a low surrogate alone', '"\\udc00"'],
  ['a long text', JSON.stringify('가'.repeat(LONG))],
  ['SQL', `"'; drop table orders; --"`],
  ['a pattern', '"%_\\\\%"'],
  ['a prototype', '"__proto__"'],
  ['a script', '"<script>alert(1)</script>"'],
  ['a format', '"{{7*7}} %s %n"'],
  ['a bidirectional text', '"\\u202eabc\\u202c"'],
  ['a first day of time', '"0000-01-01"'],
  ['a day before computers', '"1900-01-01"'],
  ['a last day of time', '"9999-12-31"'],
  ['no day', '"2026-02-30"'],
  ['a first instant of time', '"0000-01-01T00:00:00Z"'],
  ['a last instant of time', '"9999-12-31T23:59:59.999Z"'],
  ['an instant far away', '"+275760-09-13T00:00:00Z"'],
  ['a month', '"2026-13"'],
  ['the last month', '"2099-12"'],
  ['the nil id', '"00000000-0000-0000-0000-000000000000"'],
  ['the greatest id', '"ffffffff-ffff-ffff-ffff-ffffffffffff"'],
  ['an empty list', '[]'],
  ['an empty object', '{}'],
  ['a list of lists', '[[[]]]'],
  ['an object with a prototype', '{"__proto__":{"admin":true},"constructor":1}'],
]

/** Large values; each replaces the whole body, and each list and object at its top level. */
const HEAVY: [what: string, json: string][] = [
  ['a list of 100,000', `[${'0,'.repeat(99_999)}0]`],
  ['a list of 100,000 texts', `[${'"a",'.repeat(99_999)}"a"]`],
  ['a list of 60,000 objects', `[${'{"a":0},'.repeat(59_999)}{}]`],
  ['10,000 lists in one another', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['10,000 objects in one another', `${'{"a":'.repeat(10_000)}0${'}'.repeat(10_000)}`],
  ['a text of 900,000', JSON.stringify('x'.repeat(900_000))],
  ['a number of 900,000 digits', '9'.repeat(900_000)],
  ['50,000 fields', `{${Array.from({ length: 50_000 }, (_, i) => `"f${i}":0`).join()}}`],
  ['a field with a name of 900,000', `{"${'k'.repeat(900_000)}":0}`],
]

/** Bodies that are no JSON object, or only just one. */
export const RAW: Hostile[] = [
  ['nothing', ''],
  ['a space', ' '],
  ['no JSON', 'hello'],
  ['half an object', '{"a":'],
  ['a comma too many', '{"a":1,}'],
  ['single quotes', "{'a':1}"],
  ['NaN', '{"a":NaN}'],
  ['two objects', '{}{}'],
  ['a byte order mark', '\ufeff{}'],
  ['a text', '"x"'],
  ['a number', '1'],
  ['null', 'null'],
  ['a list', '[]'],
  ['an empty object', '{}'],
  ['form fields', 'a=1&b=2'],
  ['XML', '<?xml version="1.0"?><a/>'],
  ...HEAVY,
].map(([what = '', text = '']) => ({ what, text }))

/** The body with one fault at a time, at every possible place. */
export function* spoiled(body: Json): Generator<Hostile> {
  for (const path of placesIn(body)) {
    const where = path.join('.') || 'the body'
    const value = at(body, path)
    for (const [what, json] of VALUES)
      yield { what: `${what} at ${where}`, text: withRaw(body, path, json) }
    if (path.length === 1 && typeof value === 'object')
      for (const [what, json] of HEAVY)
        yield { what: `${what} at ${where}`, text: withRaw(body, path, json) }
    if (Array.isArray(value) && value.length > 0) {
      const [first = null] = value
      const twice = JSON.stringify([...value, ...value])
      yield { what: `items twice at ${where}`, text: withRaw(body, path, twice) }
      const many = JSON.stringify(Array.from({ length: 6_000 }, () => first))
      yield { what: `6,000 items at ${where}`, text: withRaw(body, path, many) }
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield* spoiledFields(body, path, value, where)
  }
}

function* spoiledFields(body: Json, path: Path, value: { [key: string]: Json }, where: string) {
  const inside = JSON.stringify(value).slice(1, -1)
  const comma = inside && ','
  for (const name of ['unknown', '__proto__', 'constructor', 'toString', '', '\u0000', '\ud800'])
    yield {
      what: `the field ${JSON.stringify(name)} in ${where}`,
      text: withRaw(body, path, `{${inside}${comma}${JSON.stringify(name)}:{"a":1}}`),
    }
  for (const [key, own] of Object.entries(value)) {
    const { [key]: _, ...rest } = value
    yield { what: `no ${key} in ${where}`, text: withRaw(body, path, JSON.stringify(rest)) }
    const again = `{${inside}${comma}${JSON.stringify(key)}:${JSON.stringify(own)}}`
    yield { what: `${key} twice in ${where}`, text: withRaw(body, path, again) }
    const first = `{${JSON.stringify(key)}:[],${inside}}`
    yield { what: `${key} twice, first wrong, in ${where}`, text: withRaw(body, path, first) }
  }
}

function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Array.isArray(value)
    ? value.slice(0, 1).flatMap((item, i) => placesIn(item, [...path, i]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))
  return [path, ...inner]
}

const at = (value: Json, path: Path): Json =>
  path.reduce<Json>((inner, key) => (inner as { [key: string]: Json })[key] ?? null, value)

/** The text of the body with other JSON at a place. It works on text, because not all JSON has a value here. */
function withRaw(value: Json, path: Path, json: string): string {
  const [key, ...rest] = path
  if (key === undefined) return json
  if (Array.isArray(value))
    return `[${value.map((item, i) => (i === key ? withRaw(item, rest, json) : JSON.stringify(item)))}]`
  return `{${Object.entries(value as { [key: string]: Json }).map(
    ([name, item]) =>
      `${JSON.stringify(name)}:${name === key ? withRaw(item, rest, json) : JSON.stringify(item)}`,
  )}}`
}

/** What JavaScript would read as a whole number and a query may not write for one. */
export const NO_DIGITS = [
  '0x10',
  '0b1',
  '0o7',
  '1e1',
  '5.0',
  '%2B5',
  '%205',
  '5%20',
  '5%0A',
  '%EF%BC%95',
  '1_0',
  '5n',
  '',
  'true',
]

const IN_A_QUERY = [
  '',
  '%20',
  '%00',
  'a%00bcdefgh',
  '%ff%fe',
  '%ED%A0%80abc',
  '%',
  '%zz',
  '-1',
  '0',
  '1.5',
  '1e9',
  '0x10',
  'NaN',
  'Infinity',
  '9999999999999999999999',
  'true',
  'null',
  'undefined',
  '[]',
  'x'.repeat(5_000),
  '%F0%9F%98%80%F0%9F%98%80',
  "'%20or%20'1'='1",
  '%25_%25_',
  '0000-01-01',
  '1900-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-13',
  '2099-12',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0198B1C2-0000-7000-8000-000000000000',
]

/** The path with each field of its query spoiled or repeated, or with an unknown field. */
export function* spoiledQueries(path: string, fields: string[]): Generator<Hostile> {
  const url = new URL(path, 'http://maru.test')
  const name = path.split('?')[0] ?? ''
  for (const field of fields) {
    const others = [...url.searchParams].filter(([key]) => key !== field)
    const rest = others.map(([key, value]) => `&${key}=${encodeURIComponent(value)}`).join('')
    for (const value of IN_A_QUERY)
      yield { what: `${field}=${value.slice(0, 60)}`, text: `${name}?${field}=${value}${rest}` }
    yield { what: `${field} twice`, text: `${name}?${field}=1&${field}=2${rest}` }
    yield { what: `${field} as a list`, text: `${name}?${field}[]=1${rest}` }
    yield { what: `${field} as an object`, text: `${name}?${field}[a]=1${rest}` }
  }
  for (const stranger of ['unknown=1', '__proto__=1', 'constructor=1', '=', '&&&', '%00=1'])
    yield { what: stranger, text: `${name}?${stranger}` }
}

/** Malformed ids. */
export const NO_IDS = [
  'x',
  '0',
  '-1',
  'null',
  'undefined',
  '%00',
  '%20',
  '%',
  '%zz',
  '%ff',
  '..%2f..%2fetc',
  "'%20or%201=1--",
  '0198b1c2-0000-7000-8000-00000000000',
  '0198b1c2-0000-7000-8000-0000000000000',
  '%7B0198b1c2-0000-7000-8000-000000000000%7D',
  '0198b1c2000070008000000000000000',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'x'.repeat(5_000),
]
