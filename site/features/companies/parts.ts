import { later } from '../../ui/later.tsx'

// Parts that the first view of the organisation does not need: forms and settings.

export const AddCompanyDialog = later(() =>
  import('./AddCompanyDialog.tsx').then((file) => file.AddCompanyDialog),
)
export const EditCompany = later(() => import('./EditCompany.tsx').then((file) => file.EditCompany))
export const SettingsTab = later(() => import('./SettingsTab.tsx').then((file) => file.SettingsTab))
export const CloseDialog = later(() =>
  import('./StateDialogs.tsx').then((file) => file.CloseDialog),
)
export const OpenDialog = later(() => import('./StateDialogs.tsx').then((file) => file.OpenDialog))
export const RemoveDialog = later(() =>
  import('./StateDialogs.tsx').then((file) => file.RemoveDialog),
)
