import type { AuditItem } from '#api/audit/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { today } from '../../lib/server-clock.ts'
import { dateOf, shortDate } from '../../lib/when.ts'
import { Company } from '../../ui/TierMark.tsx'
import { isSaid } from './said.ts'

/** The sentence for an action; one that has none yet is shown by its name. */
export const actionWords = (action: string): string =>
  isSaid(action) ? t(`audit.do.${action}`) : action

/** The day of an event, with the year only if it is not the current one. */
export const dayOf = (at: string | number): string => {
  const year = today().slice(0, 4)
  return dateOf(at).startsWith(year) ? shortDate(at) : dateOf(at)
}

/** The actor. An event without a person is the system's own. */
export function Who({ user }: Pick<AuditItem, 'user'>) {
  if (!user) return <span class="subtle">{t('audit.system')}</span>
  return (
    <span>
      <span class="med">{user.name}</span> <span class="subtle text-t12">{user.username}</span>
    </span>
  )
}

export function Where({ company }: Pick<AuditItem, 'company'>) {
  return company ? <Company tier={company.tier}>{company.name}</Company> : <span>–</span>
}

/** The name of a fact in words, where there are any. */
export function factName(name: string): string {
  const known = FACTS.find((fact) => fact === name)
  return known ? t(`audit.fact.${known}`) : name
}

const FACTS = [
  'reason',
  'role',
  'status',
  'grants',
  'name',
  'number',
  'amountWon',
  'lines',
  'field',
  'permission',
  'why',
  'because',
  'month',
  'secondFactor',
  'idleMinutes',
  'approvalOverWon',
  'riseWon',
  'scopes',
  'type',
  'erased',
  'remaining',
  'device',
  'version',
  'code',
  'company',
  'state',
  'consents',
  'by',
  'from',
  'to',
  'rows',
  'days',
  'totalWon',
  'companies',
  'shopWon',
  'method',
  'reference',
  'paidOn',
  'businessNumber',
  'phone',
  'address',
  'username',
  'email',
  'kind',
  'of',
  'left',
  'tier',
  'parent',
  'monthlyFeeWon',
  'validFrom',
  'validUntil',
  'effectiveFrom',
  'category',
  'active',
  'manufacturer',
  'modelCode',
  'colors',
  'storages',
  'created',
  'changed',
  'carriersOff',
  'simsOff',
  'couriersOff',
  'purchaseWon',
  'sellingWon',
] as const
