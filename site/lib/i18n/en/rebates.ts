import type { Translated } from '../catalogue.ts'
import type { rebates as ko } from '../ko/rebates.ts'

export const rebates: Translated<typeof ko> = {
  title: 'Rebates',
}
