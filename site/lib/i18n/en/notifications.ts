import type { Translated } from '../catalogue.ts'
import type { notifications as ko } from '../ko/notifications.ts'

export const notifications: Translated<typeof ko> = {
  title: 'Notifications',
}
