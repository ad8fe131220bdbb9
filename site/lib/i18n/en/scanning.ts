import type { Translated } from '../catalogue.ts'
import type { scanning as ko } from '../ko/scanning.ts'

export const scanning: Translated<typeof ko> = {
  title: 'Read {name}',
  text: 'Show the barcode of the box or card. A fitting number is taken at once.',
  several: 'More than one number fits. Move closer, so that only one is seen.',
  refused: 'The camera cannot be used. Allow it in the browser, or type the number.',
  no_reader: 'This browser cannot read barcodes. Type the number.',
  type: 'Type it instead',
}
