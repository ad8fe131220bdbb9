import type { Device, Plan } from '#api/catalog/contract.ts'
import { DEVICE_SHEET, deviceRows, PLAN_SHEET, planRows } from '#api/catalog/exported-rows.ts'
import { download } from '../../../lib/download.ts'
import { t } from '../../../lib/i18n/t.ts'
import { today } from '../../../lib/server-clock.ts'
import { workbookOf } from '../../../lib/workbook.ts'

/** Saves plans or devices as a workbook that an import reads back unchanged. */
export async function exportPlans(plans: readonly Plan[]): Promise<void> {
  const name = `${t('reference.plan')}_${today()}.xlsx`
  download(name, await workbookOf(PLAN_SHEET, planRows(plans)))
}
export async function exportDevices(devices: readonly Device[]): Promise<void> {
  const name = `${t('reference.device')}_${today()}.xlsx`
  download(name, await workbookOf(DEVICE_SHEET, deviceRows(devices)))
}
