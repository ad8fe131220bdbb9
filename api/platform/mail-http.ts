import { checkMail } from './mail-message.ts'
import type { Mail } from './platform.ts'

const WAIT_MS = 10_000

/** Posts mail as JSON to a service such as Resend, from either runtime. */
export const httpMail = (options: { url: string; token: string; from: string }): Mail => ({
  configured: true,
  send: async ({ to, subject, text }) => {
    checkMail({ to, subject, text })
    const response = await fetch(options.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ from: options.from, to: [to], subject, text }),
      // No redirects: the token is for this address only.
      redirect: 'manual',
      signal: AbortSignal.timeout(WAIT_MS),
    })
    await response.body?.cancel()
    // Only the status: the service's text may quote the address or the mail.
    if (!response.ok) throw new Error(`The mail service answered ${response.status}.`)
  },
})
