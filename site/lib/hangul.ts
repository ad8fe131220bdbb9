const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'

/** `정산` → `ㅈㅅ`; what is not Hangul stays. */
export function initials(text: string): string {
  return [...text]
    .map((glyph) => {
      const code = glyph.charCodeAt(0) - 0xac00
      return code >= 0 && code <= 11171 ? (INITIALS[Math.floor(code / 588)] ?? glyph) : glyph
    })
    .join('')
}

/**
 * Where `query` is found in `text`, or undefined. A query of initial consonants only (ㅈㅅ) matches by
 * initials; anything else by its letters, case and spaces apart.
 */
export function findIn(text: string, query: string): { from: number; to: number } | undefined {
  const wanted = query.trim().toLowerCase()
  if (!wanted) return { from: 0, to: 0 }
  const byInitials = /^[ㄱ-ㅎ]+$/.test(wanted)
  const from = (byInitials ? initials(text) : text.toLowerCase()).indexOf(wanted)
  return from < 0 ? undefined : { from, to: from + wanted.length }
}
