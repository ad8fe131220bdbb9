/** Amounts of money as people read them aloud. */

const FIGURES = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']
const SMALL = ['', '십', '백', '천']
const LARGE = ['', '만', '억', '조']

/** `20000000` → `이천만 원`, as a clerk reads it back. 일 is silent before 십, 백, 천. */
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
