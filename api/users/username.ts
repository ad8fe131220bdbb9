/** One spelling of a username: `Kim ` on a phone's keyboard signs in as `kim`. */
export const usernameOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()
