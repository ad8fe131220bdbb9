import type { Translated } from '../catalogue.ts'
import type { ledger as ko } from '../ko/ledger.ts'

export const ledger: Translated<typeof ko> = {
  title: 'ledger',
}
