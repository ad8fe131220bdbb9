/**
 * Where a list goes on whose first part are the people who wait. The cursor is the last row's id;
 * among those who wait its version digit says so, for by the next page that person may be approved
 * and would no longer tell where the page ended.
 */
export type Position = { id: string; waiting: boolean }

const VERSION_AT = 14

export const cursorOf = ({ id, waiting }: Position): string =>
  waiting ? `${id.slice(0, VERSION_AT)}8${id.slice(VERSION_AT + 1)}` : id

export const positionOf = (cursor: string): Position => ({
  id: `${cursor.slice(0, VERSION_AT)}7${cursor.slice(VERSION_AT + 1)}`,
  waiting: cursor[VERSION_AT] === '8',
})
