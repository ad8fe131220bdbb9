/**
 * Where a list with pending people first continues: the last row's id, and whether that person was pending.
 * They may be approved before the next page is read, so their current status cannot tell where the page
 * ended.
 */
export type Position = { id: string; waiting: boolean }

const WAITING = 'waiting.'

const CURSOR = /^(waiting\.)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const isCursor = (word: string): boolean => CURSOR.test(word)

export const cursorOf = ({ id, waiting }: Position): string => (waiting ? WAITING + id : id)

export const positionOf = (cursor: string): Position => ({
  id: cursor.replace(WAITING, ''),
  waiting: cursor.startsWith(WAITING),
})
