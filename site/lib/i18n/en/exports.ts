import type { Translated } from '../catalogue.ts'
import type { exports as ko } from '../ko/exports.ts'

export const exports: Translated<typeof ko> = {
  title: 'Exports',
}
