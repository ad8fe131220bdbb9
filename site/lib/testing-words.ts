import { errors } from './i18n/ko/errors.ts'
import { states } from './i18n/ko/states.ts'
import { ui } from './i18n/ko/ui.ts'
import { setWords } from './i18n/t.ts'

/** Tests read the Korean words, as most people do. */
export const speakKorean = () => setWords('ko', { ui, states, errors })
