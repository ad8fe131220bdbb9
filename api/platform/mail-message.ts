import type { Mail, MailMessage } from './platform.ts'

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/
const CONTROLS = /\p{Cc}/u

/**
 * Throws on what could become a second header or a second recipient. The error repeats nothing: an
 * address is a person's.
 */
export function checkMail({ to, subject }: MailMessage): void {
  if (!ADDRESS.test(to) || CONTROLS.test(to)) throw new Error('The mail has no usable address.')
  if (CONTROLS.test(subject)) throw new Error("The mail's subject is not one line.")
}

/** Where nothing is configured nobody should ask; whoever does learns of it. */
export const noMail = (): Mail => ({
  configured: false,
  send: async () => {
    throw new Error('mail is not configured')
  },
})
