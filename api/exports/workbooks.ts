import type { ExportType } from '#db/words.ts'
import type { Permission } from '../access/permissions.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { auditWorkbook } from '../audit/workbook.ts'
import { impactWorkbook } from '../impact/workbook.ts'
import { settlementWorkbook } from '../settlements/workbook.ts'
import type { Workbook } from '../xlsx/workbook.ts'
import type { Export } from './contract.ts'

type Offered = {
  /** The permission to have the file. */
  permission: Permission
  /** The action that the request is recorded as. */
  action: AuditAction
  workbook: Workbook<Export['filters']>
}

/** An export type without a workbook does not compile. */
export const WORKBOOKS: Record<ExportType, Offered> = {
  settlements_detailed: {
    permission: 'export.settlements',
    action: 'export.settlements',
    workbook: settlementWorkbook,
  },
  policy_impact: { permission: 'policy.impact', action: 'export.impact', workbook: impactWorkbook },
  audit_log: { permission: 'export.audit', action: 'export.audit', workbook: auditWorkbook },
}
