import type { Role, Tier } from '#db/words.ts'
import type { Catalogue } from '../lib/i18n/catalogue.ts'
import type { IconName } from '../ui/icons.ts'

type ShellKey = `shell.${Extract<keyof Catalogue['shell'], string>}`
export type MenuItem = {
  href: string
  label: ShellKey
  icon: IconName
  /** G, then this key (`event.code`), goes there. */
  key?: string
}
export type MenuGroup = { label?: ShellKey; items: MenuItem[] }

const DASHBOARD: MenuItem = {
  href: '/dashboard',
  label: 'shell.menu.dashboard',
  icon: 'layout-dashboard',
  key: 'KeyD',
}
const TODAY: MenuItem = { ...DASHBOARD, label: 'shell.menu.today', icon: 'house' }
const ORDERS: MenuItem = {
  href: '/orders',
  label: 'shell.menu.orders',
  icon: 'clipboard-list',
  key: 'KeyO',
}
const ORDER_NEW: MenuItem = { href: '/orders/new', label: 'shell.menu.order_new', icon: 'plus' }
const APPROVAL: MenuItem = {
  href: '/orders/approval',
  label: 'shell.menu.approval',
  icon: 'clipboard-check',
  key: 'KeyA',
}
const POLICIES: MenuItem = {
  href: '/policies',
  label: 'shell.menu.policies',
  icon: 'scroll-text',
  key: 'KeyP',
}
const POLICY_NEW: MenuItem = {
  href: '/policies/new',
  label: 'shell.menu.policy_new',
  icon: 'file-plus',
}
const PRICING: MenuItem = {
  href: '/policies/pricing',
  label: 'shell.menu.pricing',
  icon: 'table-2',
}
const RATES: MenuItem = { href: '/rates', label: 'shell.menu.rates', icon: 'search' }
const ALLOCATE: MenuItem = {
  href: '/rebates/allocate',
  label: 'shell.menu.allocate',
  icon: 'coins',
}
const DISTRIBUTE: MenuItem = {
  href: '/rebates/distribute',
  label: 'shell.menu.distribute',
  icon: 'coins',
}
const LEDGER: MenuItem = {
  href: '/rebates/ledger',
  label: 'shell.menu.ledger',
  icon: 'layers',
  key: 'KeyL',
}
const SETTLEMENTS: MenuItem = {
  href: '/settlements',
  label: 'shell.menu.settlements',
  icon: 'receipt-text',
  key: 'KeyS',
}
const ORG: MenuItem = { href: '/org', label: 'shell.menu.org', icon: 'network', key: 'KeyU' }
const CATALOG: MenuItem = {
  href: '/reference',
  label: 'shell.menu.catalog',
  icon: 'smartphone',
  key: 'KeyR',
}
const EXPORTS: MenuItem = {
  href: '/exports',
  label: 'shell.menu.exports',
  icon: 'file-spreadsheet',
  key: 'KeyE',
}
const NOTICES: MenuItem = {
  href: '/notices',
  label: 'shell.menu.notices',
  icon: 'message-square',
}
const NOTIFICATIONS: MenuItem = {
  href: '/notifications',
  label: 'shell.menu.notifications',
  icon: 'bell',
  key: 'KeyN',
}

const AUDIT: MenuItem = {
  href: '/admin/audit',
  label: 'shell.menu.audit',
  icon: 'file-search',
}

/** The rail of a tier and role: only screens that exist and that the role may open. */
export function menuFor(tier: Tier, role: Role): MenuGroup[] {
  const isAdmin = role === 'admin'
  const orders = {
    hq: [ORDERS, APPROVAL],
    agency: [ORDERS],
    retail: [ORDERS, ORDER_NEW],
  }[tier]
  const rebates = {
    hq: [POLICIES, ...(isAdmin ? [POLICY_NEW] : []), ALLOCATE, LEDGER],
    agency: [POLICIES, PRICING, DISTRIBUTE, LEDGER],
    retail: [POLICIES, RATES, LEDGER],
  }[tier]
  const money =
    tier === 'retail' ? { ...SETTLEMENTS, label: 'shell.menu.receivable' as const } : SETTLEMENTS
  return [
    { items: [tier === 'retail' ? TODAY : DASHBOARD] },
    { label: 'shell.group.orders', items: orders },
    { label: 'shell.group.rebates', items: rebates },
    { label: 'shell.group.money', items: [money] },
    {
      label: 'shell.group.operation',
      items: [
        ORG,
        CATALOG,
        NOTICES,
        EXPORTS,
        NOTIFICATIONS,
        ...(tier === 'hq' && isAdmin ? [AUDIT] : []),
      ],
    },
  ]
}

/** The phone's bottom bar: four places; 더보기 opens the whole menu. */
export function bottomMenuFor(tier: Tier): MenuItem[] {
  const today: MenuItem = { ...TODAY, label: 'shell.menu.today' }
  const money: MenuItem =
    tier === 'retail' ? { ...SETTLEMENTS, label: 'shell.menu.receivable' } : SETTLEMENTS
  return [today, ORDERS, POLICIES, money]
}

/** The entry of a path: the one with the longest address that the path begins with. */
export function currentItem(path: string, items: readonly MenuItem[]): MenuItem | undefined {
  const plain = path.replace(/\/+$/, '') || '/'
  return items
    .filter(({ href }) => plain === href || plain.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
}
