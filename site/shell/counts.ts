import { signal } from '@preact/signals'

export type MenuCount = {
  count: number
  /** Work that waits for this person: amber. Others are quiet. */
  hot?: boolean
}

/** Counts beside menu entries, by address; whichever screen knows one tells it here. */
export const menuCounts = signal<Readonly<Record<string, MenuCount>>>({})

export function showMenuCount(href: string, count: MenuCount) {
  menuCounts.value = { ...menuCounts.value, [href]: count }
}
