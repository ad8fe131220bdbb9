import type { Catalogue } from './i18n/catalogue.ts'

export const KEY_PLACES = ['anywhere', 'list', 'order', 'wizard', 'dialog'] as const
type Place = (typeof KEY_PLACES)[number]
type Says = keyof Catalogue['keys']
export type KeyRow = {
  /** `event.code` with its modifiers: with the Korean IME on, the A key produces ㅁ. */
  on: string
  caps: readonly string[]
  says: Says
  place: Place
}

const row = (place: Place, on: string, caps: readonly string[], says: Says): KeyRow => ({
  place,
  on,
  caps,
  says,
})

/** Every keyboard shortcut. Bindings and the sheet that lists them both read this table. */
export const KEYS = {
  palette: row('anywhere', 'ctrl+KeyK', ['Ctrl', 'K'], 'palette'),
  search: row('anywhere', 'Slash', ['/'], 'search'),
  help: row('anywhere', 'shift+Slash', ['?'], 'help'),
  close: row('anywhere', 'Escape', ['Esc'], 'close'),

  next: row('list', 'KeyJ', ['J'], 'rows'),
  previous: row('list', 'KeyK', ['K'], 'rows'),
  down: row('list', 'ArrowDown', ['↓'], 'rows'),
  up: row('list', 'ArrowUp', ['↑'], 'rows'),
  first: row('list', 'Home', ['Home'], 'rows_edge'),
  last: row('list', 'End', ['End'], 'rows_edge'),
  open: row('list', 'Enter', ['Enter'], 'open'),
  select: row('list', 'KeyX', ['X'], 'select'),
  range: row('list', 'shift+KeyX', ['Shift', 'X'], 'range'),
  results: row('list', 'Enter', ['Enter'], 'results'),

  approve: row('order', 'KeyA', ['A'], 'approve'),
  reject: row('order', 'KeyR', ['R'], 'reject'),
  skip: row('order', 'KeyS', ['S'], 'skip'),
  nextStep: row('order', 'ctrl+Enter', ['Ctrl', 'Enter'], 'next_step'),

  previousPart: row('wizard', 'alt+ArrowLeft', ['Alt', '←'], 'steps'),
  nextPart: row('wizard', 'alt+ArrowRight', ['Alt', '→'], 'steps'),
  recompute: row('wizard', 'KeyR', ['R'], 'recompute'),
  save: row('wizard', 'ctrl+KeyS', ['Ctrl', 'S'], 'save'),

  submit: row('dialog', 'ctrl+Enter', ['Ctrl', 'Enter'], 'submit'),
} as const satisfies Record<string, KeyRow>

export type KeyId = keyof typeof KEYS

/** The table for the sheet: keys of one meaning on one line. */
export function sheetOf(place: Place): { says: Says; caps: readonly (readonly string[])[] }[] {
  const rows: readonly KeyRow[] = Object.values(KEYS)
  const own = rows.filter((one) => one.place === place)
  return [...Map.groupBy(own, ({ says }) => says)].map(([says, same]) => ({
    says,
    caps: same.map(({ caps }) => caps),
  }))
}
