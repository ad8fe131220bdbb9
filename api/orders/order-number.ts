import type { Carrier } from '#db/words.ts'
import { seoulDay } from '../calendar.ts'

const PREFIX: Record<Carrier, string> = { skt: 'SK', kt: 'KT', lgu: 'LG' }
const TAIL_DIGITS = 8

/**
 * `SK-261129-48392017`: carrier, Seoul day of placing and eight random digits, which reveal no number of
 * orders and cannot be enumerated. Only digits, because people read them out on the phone and no two of
 * them look or sound alike. The database keeps numbers unique; a taken one is drawn again.
 */
export function newOrderNumber(carrier: Carrier, placedAt: Date): string {
  const day = seoulDay(placedAt).replaceAll('-', '').slice(2)
  const [drawn] = crypto.getRandomValues(new Uint32Array(1))
  if (drawn === undefined) throw new Error('nothing was drawn')
  // 2³² is no multiple of 10⁸, so low numbers are a fortieth more likely, which does not help to guess one.
  const tail = String(drawn % 10 ** TAIL_DIGITS).padStart(TAIL_DIGITS, '0')
  return `${PREFIX[carrier]}-${day}-${tail}`
}
