import type { ExportType } from '#db/words.ts'
import { may } from '../../lib/session.ts'

const PERMISSION: Record<ExportType, string> = {
  settlements_detailed: 'export.settlements',
  audit_log: 'export.audit',
  policy_impact: 'policy.impact',
}

/** Whether the signed-in person may request such a file, cancel it, retry it and fetch it. */
export const mayExport = (type: ExportType): boolean => may(PERMISSION[type])

/** Files that are asked for by a period; the impact of a policy is asked for beside its result. */
export type OfferedType = Exclude<ExportType, 'policy_impact'>
const OFFERED: readonly OfferedType[] = ['settlements_detailed', 'audit_log']
export const offeredTypes = (): OfferedType[] => OFFERED.filter(mayExport)
