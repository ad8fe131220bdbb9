import { checkMail } from './mail-message.ts'
import type { Clock, Mail } from './platform.ts'

/**
 * The demo's letter box: each mail is one log line. It goes round the log's redaction on purpose, for
 * the link in it must be readable; only the embedded demo may use this, whose people are invented.
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
