import type { PermissionItem } from '#api/users/contract.ts'

/** What permissions are about, in the order in which people think of it. */
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

/** Permissions under their areas; areas without any are left out. */
export const byArea = (items: readonly PermissionItem[]) =>
  AREAS.map((area) => ({
    area,
    items: items.filter(({ permission }) => areaOf(permission) === area),
  })).filter(({ items }) => items.length > 0)
