import { checkMail } from './mail-message.ts'
import type { Clock, Mail } from './platform.ts'

/**
 * The mailbox of the demo: each mail is one log line. It bypasses the log's redaction on purpose, because
 * the link in the mail must be readable. Only the embedded demo may use it: its people are invented.
 */
export const logMail = (options: { write(line: string): void; clock: Clock }): Mail => ({
  configured: true,
  send: async (message) => {
    checkMail(message)
    const { to, subject, text } = message
    const at = options.clock.now().toISOString()
    options.write(JSON.stringify({ at, level: 'info', event: 'mail', to, subject, text }))
  },
})
