import type { Translated } from '../catalogue.ts'
import type { dashboard as ko } from '../ko/dashboard.ts'

export const dashboard: Translated<typeof ko> = {
  title: 'Dashboard',
}
