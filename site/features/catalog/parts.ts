import { withWords } from '../../lib/i18n/t.ts'
import { later } from '../../ui/later.tsx'

// Parts that the first view of the catalogue does not need: forms, settings, prices, the basic list.

const plans = () => import('./PlanDialogs.tsx')
const devices = () => import('./DeviceDialogs.tsx')
const stops = () => import('./StopDialogs.tsx')

export const PlanDialog = later(() => plans().then((file) => file.PlanDialog))
export const PlanChangeDialog = later(() => plans().then((file) => file.PlanChangeDialog))
export const DeviceDialog = later(() => devices().then((file) => file.DeviceDialog))
export const DeviceChangeDialog = later(() => devices().then((file) => file.DeviceChangeDialog))
export const StopDialog = later(() => stops().then((file) => file.StopDialog))
export const RemoveDialog = later(() => stops().then((file) => file.RemoveDialog))
export const HistoryDialog = later(() =>
  import('./HistoryDialog.tsx').then((file) => file.HistoryDialog),
)
export const SettingsTab = later(() => import('./SettingsTab.tsx').then((file) => file.SettingsTab))
export const PricesTab = later(() => import('./PricesTab.tsx').then((file) => file.PricesTab))
export const StarterDialog = later(() => import('./Starter.tsx').then((file) => file.StarterDialog))
export const StarterContents = later(() =>
  import('./Starter.tsx').then((file) => file.StarterContents),
)
export const CatalogImportDialog = later(() =>
  withWords(['imports', 'sheets'], import('./import/CatalogImportDialog.tsx')).then(
    (file) => file.CatalogImportDialog,
  ),
)
