import { errors } from './i18n/ko/errors.ts'
import { states } from './i18n/ko/states.ts'
import { times } from './i18n/ko/times.ts'
import { ui } from './i18n/ko/ui.ts'
import { setWords } from './i18n/t.ts'

/** Sets the Korean words, which most people read. */
export const speakKorean = () => setWords('ko', { ui, times, states, errors })
