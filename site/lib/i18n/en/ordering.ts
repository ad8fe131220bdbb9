import type { Translated } from '../catalogue.ts'
import type { ordering as ko } from '../ko/ordering.ts'

export const ordering: Translated<typeof ko> = {
  title: 'ordering',
}
