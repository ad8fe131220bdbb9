import { createTransport } from 'nodemailer'
import { checkMail } from './mail-message.ts'
import type { Mail } from './platform.ts'

const WAIT_MS = 10_000

/**
 * Sends mail to a server over SMTP. `smtps` is encrypted from the start, `smtp` as soon as the server
 * offers it; a password is sent unencrypted only within this machine.
 */
export function smtpMail({ url, from }: { url: string; from: string }): Mail {
  const { username, hostname } = new URL(url)
  const transport = createTransport({
    url,
    requireTLS: username !== '' && !LOOPBACK.test(hostname),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    // The text stays text: the library must not read a file or fetch an address named in it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    configured: true,
    send: async ({ to, subject, text }) => {
      checkMail({ to, subject, text })
      await transport.sendMail({ from, to, subject, text }).catch((error: unknown) => {
        throw new Error(`The mail server did not take the mail: ${reasonOf(error)}.`)
      })
    },
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** The library's code and the server's number. The server's own text may quote an address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const fields: Record<string, unknown> = { ...error }
  return (
    [fields.code, fields.responseCode].filter((part) => part !== undefined).join(' ') || error.name
  )
}
