import type { Translated } from '../catalogue.ts'
import type { pricing as ko } from '../ko/pricing.ts'

export const pricing: Translated<typeof ko> = {
  title: 'pricing',
}
