import type { Translated } from '../catalogue.ts'
import type { policies as ko } from '../ko/policies.ts'

export const policies: Translated<typeof ko> = {
  title: 'Policies',
}
