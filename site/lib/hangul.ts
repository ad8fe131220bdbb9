const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const FIRST = 0xac00
/** The number of syllables with one initial, and with one initial and vowel. */
const OF_INITIAL = 588
const OF_VOWEL = 28

const isSyllable = (letter: string) => letter >= '\uac00' && letter <= '\ud7a3'
/** A single consonant or vowel: a syllable that is only begun. */
const isLoose = (letter: string) => /[ㄱ-ㅣ]/.test(letter)

/** `정산` → `ㅈㅅ`; other characters stay. */
export const initials = (text: string): string => [...text].map(initialOf).join('')

const initialOf = (letter: string) =>
  isSyllable(letter)
    ? (INITIALS[Math.floor((letter.charCodeAt(0) - FIRST) / OF_INITIAL)] ?? letter)
    : letter

/**
 * Where `query` is found in `text`, or undefined. Case and blanks do not matter: `강릉 중앙` is in `강릉중앙점`. A
 * consonant matches every syllable that begins with it (ㅈㅅ), and the last syllable of the query matches every
 * syllable that it can still become: `강르` is in `강릉`.
 */
export function findIn(text: string, query: string): { from: number; to: number } | undefined {
  const wanted = lettersOf(query).map(({ letter }) => letter)
  if (wanted.length === 0) return { from: 0, to: 0 }
  const letters = lettersOf(text)
  for (let start = 0; start + wanted.length <= letters.length; start++) {
    const isHere = wanted.every((letter, at) =>
      fits(letters[start + at]?.letter ?? '', letter, at === wanted.length - 1),
    )
    const [first, last] = [letters[start], letters[start + wanted.length - 1]]
    if (isHere && first && last) return { from: first.at, to: last.at + 1 }
  }
  return undefined
}

const lettersOf = (text: string) =>
  [...text.normalize('NFC').toLowerCase()]
    .map((letter, at) => ({ letter, at }))
    .filter(({ letter }) => letter.trim() !== '')

function fits(letter: string, wanted: string, isLast: boolean): boolean {
  if (letter === wanted) return true
  if (!isSyllable(letter)) return false
  if (INITIALS.includes(wanted)) return initialOf(letter) === wanted
  if (!isLast || !isSyllable(wanted)) return false
  // The same syllable without its last consonant: 르 becomes 릉.
  const [code, begun] = [letter.charCodeAt(0) - FIRST, wanted.charCodeAt(0) - FIRST]
  return begun % OF_VOWEL === 0 && Math.floor(code / OF_VOWEL) * OF_VOWEL === begun
}

/**
 * The text to search for on the server, which cannot find a syllable that is only begun: it is left out until
 * complete. During composition `르` may still become `릉`.
 */
export function searchable(text: string, isComposing: boolean): string {
  const plain = text.normalize('NFC').trim()
  const last = plain.at(-1) ?? ''
  const isBegun =
    isLoose(last) ||
    (isComposing && isSyllable(last) && (last.charCodeAt(0) - FIRST) % OF_VOWEL === 0)
  // Initials alone are a search of their own, but not while one of them is being composed.
  if (/^[ㄱ-ㅎ]+$/.test(plain)) return isComposing ? '' : plain
  return isBegun ? searchable(plain.slice(0, -1), false) : plain
}
