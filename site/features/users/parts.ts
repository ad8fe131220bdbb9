import { later } from '../../ui/later.tsx'

// Parts that the first view of people does not need: the record and its dialogs.

export const UserDrawer = later(() => import('./UserDrawer.tsx').then((file) => file.UserDrawer))
export const DecisionDialog = later(() =>
  import('./DecisionDialog.tsx').then((file) => file.DecisionDialog),
)
export const InviteDialog = later(() =>
  import('./InviteDialog.tsx').then((file) => file.InviteDialog),
)
