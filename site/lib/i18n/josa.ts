/** How digits are read aloud in Korean: whether the last one ends in a consonant, and in ㄹ. */
const DIGIT_ENDS: Record<string, 'none' | 'rieul' | 'other'> = {
  0: 'other',
  1: 'rieul',
  2: 'none',
  3: 'other',
  4: 'none',
  5: 'none',
  6: 'other',
  7: 'rieul',
  8: 'rieul',
  9: 'none',
}

/** Letters whose Korean name ends in a consonant: 엘, 엠, 엔, 알. */
const LETTER_ENDS: Record<string, 'rieul' | 'other'> = {
  l: 'rieul',
  m: 'other',
  n: 'other',
  r: 'rieul',
}

/** `josa('강릉중앙점', '이/가')` → `강릉중앙점이`. The pair names the form after a consonant first. */
export function josa(word: string, pair: string): string {
  const [closed = '', open = ''] = pair.split('/')
  const end = ending(word)
  // 으로/로 treats ㄹ like a vowel: 서울로, not 서울으로.
  const isOpen = end === 'none' || (end === 'rieul' && open === '로')
  return word + (isOpen ? open : closed)
}

function ending(word: string): 'none' | 'rieul' | 'other' {
  const last = word.replace(/[\s\p{P}\p{S}]+$/u, '').at(-1) ?? ''
  const code = last.charCodeAt(0) - 0xac00
  if (code >= 0 && code <= 11171) {
    const final = code % 28
    return final === 0 ? 'none' : final === 8 ? 'rieul' : 'other'
  }
  return DIGIT_ENDS[last] ?? LETTER_ENDS[last.toLowerCase()] ?? 'none'
}
