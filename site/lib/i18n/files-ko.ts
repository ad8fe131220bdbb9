import type { WordsFile } from './catalogue.ts'

export const files = import.meta.glob<WordsFile>('./ko/*.ts')
