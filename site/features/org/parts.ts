import { later } from '../../ui/later.tsx'

// What the first look at the organisation does not need: one's record, forms and questions.

export const UserDrawer = later(() => import('./UserDrawer.tsx').then((file) => file.UserDrawer))
export const DecisionDialog = later(() =>
  import('./DecisionDialog.tsx').then((file) => file.DecisionDialog),
)
export const InviteDialog = later(() =>
  import('./InviteDialog.tsx').then((file) => file.InviteDialog),
)
export const AddCompanyDialog = later(() =>
  import('./AddCompanyDialog.tsx').then((file) => file.AddCompanyDialog),
)
export const EditCompany = later(() => import('./EditCompany.tsx').then((file) => file.EditCompany))
export const SettingsTab = later(() => import('./SettingsTab.tsx').then((file) => file.SettingsTab))
