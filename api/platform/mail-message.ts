import type { Mail, MailMessage } from './platform.ts'

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/
const CONTROLS = /\p{Cc}/u

/**
 * Throws if a field could add a header or a recipient. The error quotes nothing, because an address is
 * personal.
 */
export function checkMail({ to, subject }: MailMessage): void {
  if (!ADDRESS.test(to) || CONTROLS.test(to)) throw new Error('The mail has no usable address.')
  if (CONTROLS.test(subject)) throw new Error("The mail's subject is not one line.")
}

/** For an installation without mail. Callers check `configured` first; sending throws. */
export const noMail = (): Mail => ({
  configured: false,
  send: async () => {
    throw new Error('mail is not configured')
  },
})
