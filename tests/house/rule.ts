import type { Arrow, House } from './read.ts'

/** A forbidden import. One test checks all files; another checks that a planted breach is found. */
export type Rule = { name: string; breaks: (arrow: Arrow, house: House) => boolean }
