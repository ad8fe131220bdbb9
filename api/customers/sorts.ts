/**
 * The orders of a list of customers, by the names of v1. Two of them are columns of the extension: without it
 * their order is that of the registration.
 */
export const SORTS = {
  name: 'name',
  assigned_staff: 'assigned_staff',
  created_at: 'created_at',
  last_visit_date: 'created_at',
  membership_level: 'created_at',
} as const satisfies Record<string, 'name' | 'assigned_staff' | 'created_at'>

export type CustomerSort = { column: (typeof SORTS)[keyof typeof SORTS]; descending: boolean }

const isSort = (name: string): name is keyof typeof SORTS => Object.hasOwn(SORTS, name)

/** An unknown name is the default: the newest first. */
export const sortOf = (name: string | undefined, order: string): CustomerSort =>
  name !== undefined && isSort(name)
    ? { column: SORTS[name], descending: order === 'desc' }
    : { column: 'created_at', descending: true }
