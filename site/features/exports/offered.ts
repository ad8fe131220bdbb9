import { EXPORT_TYPES, type ExportType } from '#db/words.ts'
import { may } from '../../lib/session.ts'

const PERMISSION: Record<ExportType, string> = {
  settlements_detailed: 'export.settlements',
  audit_log: 'export.audit',
}

/** Whether the signed-in person may request such a file, cancel it, retry it and fetch it. */
export const mayExport = (type: ExportType): boolean => may(PERMISSION[type])

export const offeredTypes = (): ExportType[] => EXPORT_TYPES.filter(mayExport)
