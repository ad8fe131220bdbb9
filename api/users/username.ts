import { visibleOf } from '../text.ts'

/** The canonical spelling of a username: `Kim ` typed on a phone signs in as `kim`. */
export const usernameOf = (typed: string): string =>
  visibleOf(typed).normalize('NFKC').trim().toLowerCase()
