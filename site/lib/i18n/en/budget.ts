import type { Translated } from '../catalogue.ts'
import type { budget as ko } from '../ko/budget.ts'

export const budget: Translated<typeof ko> = {
  title: 'budget',
}
