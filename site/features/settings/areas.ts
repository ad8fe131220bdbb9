import type { PermissionItem } from '#api/users/contract.ts'

/** The areas of permissions, in the order in which people think of them. */
export const AREAS = [
  'order',
  'policy',
  'rebate',
  'settlement',
  'clawback',
  'company',
  'user',
  'export',
  'other',
] as const
export type PermissionArea = (typeof AREAS)[number]

const ALIKE: Record<string, PermissionArea> = {
  quote: 'order',
  plan: 'policy',
  price: 'policy',
  form: 'policy',
  notice: 'policy',
  grade: 'clawback',
  audit: 'export',
}

const areaOf = (permission: string): PermissionArea => {
  const [first = ''] = permission.split('.')
  return AREAS.find((area) => area === first) ?? ALIKE[first] ?? 'other'
}

/** Permissions grouped by area; empty areas are left out. */
export const byArea = (items: readonly PermissionItem[]) =>
  AREAS.map((area) => ({
    area,
    items: items.filter(({ permission }) => areaOf(permission) === area),
  })).filter(({ items }) => items.length > 0)
