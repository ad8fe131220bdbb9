/** Reading and writing of amounts of money that people type or paste. */

const FULL_WIDTH = /[０-９]/g
const UNITS: Record<string, number> = { 천: 1_000, 만: 10_000, 억: 100_000_000 }
export const AMOUNT_MAX = 999_999_999_999

/**
 * `1,234,000원`, `₩1234000`, `１２３`, `120만`, `1.2억`, `1억 2000만`, `−500` → whole won; undefined when it
 * is not an amount. Nothing is guessed: `12a` is no amount.
 */
export function parseAmount(text: string): number | undefined {
  const plain = text
    .replace(FULL_WIDTH, (figure) => String.fromCharCode(figure.charCodeAt(0) - 0xfee0))
    .replace(/[\s,₩\\원]/g, '')
    .replace(/^[−–－]/, '-')
  const match = /^(-?)((?:\d+(?:\.\d+)?[천만억])*)(\d+)?$/.exec(plain)
  if (!match || plain === '' || plain === '-') return undefined
  let sum = Number(match[3] ?? 0)
  for (const [, number, unit] of (match[2] ?? '').matchAll(/(\d+(?:\.\d+)?)([천만억])/g)) {
    sum += Number(number) * (UNITS[unit ?? ''] ?? 1)
  }
  const rounded = Math.round(sum)
  // 1.23456억 is a whole number of won; 0.00001만 is not, and is not an amount.
  if (Math.abs(rounded - sum) > 1e-6 || rounded > AMOUNT_MAX) return undefined
  return match[1] ? 0 - rounded : rounded
}

const FIGURES = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']
const SMALL = ['', '십', '백', '천']
const LARGE = ['', '만', '억', '조']

/** `20000000` → `이천만 원`: how a clerk would read it back. 일 is silent before 십, 백, 천. */
export function readAmount(won: number): string {
  if (won === 0) return '영 원'
  const groups: string[] = []
  for (let rest = Math.abs(won), at = 0; rest > 0; rest = Math.floor(rest / 10_000), at++) {
    const read = readGroup(rest % 10_000)
    if (read) groups.unshift((read === '일' && at === 1 ? '' : read) + (LARGE[at] ?? ''))
  }
  return `${won < 0 ? '마이너스 ' : ''}${groups.join(' ')} 원`
}

function readGroup(group: number): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const figure = Math.floor(group / 10 ** place) % 10
    if (figure === 0) continue
    text += (figure === 1 && place > 0 ? '' : FIGURES[figure]) + (SMALL[place] ?? '')
  }
  return text
}
