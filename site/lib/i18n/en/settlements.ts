import type { Translated } from '../catalogue.ts'
import type { settlements as ko } from '../ko/settlements.ts'

export const settlements: Translated<typeof ko> = {
  title: 'Settlements',
}
