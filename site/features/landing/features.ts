import type { Catalogue } from '../../lib/i18n/catalogue.ts'

type Named = Extract<keyof Catalogue['landing'], `fact_${string}_text`>
type Feature = {
  fact: Named extends `${infer Fact}_text` ? Fact : never
  /** The target of a link in the front page's menu. */
  id?: string
  /** The screens that do it today; a test checks that the pages exist. */
  screens: readonly [string, ...string[]]
}

/** What the front page says that Maru does: only what people can do today. */
export const FEATURES: readonly Feature[] = [
  { fact: 'fact_policy', id: 'policy', screens: ['/policies/new', '/policies/pricing'] },
  { fact: 'fact_balance', screens: ['/rebates/ledger', '/rebates/allocate'] },
  { fact: 'fact_statement', id: 'settlement', screens: ['/settlements', '/exports'] },
  { fact: 'fact_approval', screens: ['/orders/approval', '/notifications'] },
  { fact: 'fact_security', id: 'security', screens: ['/settings', '/admin/audit', '/org'] },
]
