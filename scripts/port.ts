import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** How long a Maru that was just told to stop may still hold a port. */
const LEAVING_MS_MAX = 3_000
/** Ports below need rights that accounts seldom have. */
const FREE_FROM = 1024

/**
 * Runs before anything is built or started, so that the most common failure comes at once. A Maru that is
 * stopping gets the time to release the port. `instead` is a command that would work.
 */
export async function requirePort(port: number, host: string, instead: string): Promise<void> {
  const deadline = Date.now() + LEAVING_MS_MAX
  let code = await refusalOf(port, host)
  while (code === 'EADDRINUSE' && Date.now() < deadline) {
    await pause(50)
    code = await refusalOf(port, host)
  }
  if (!code) return
  throw new Error(
    code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is taken: stop what uses it (another Maru?), or choose another, for example ${instead}.`
      : `Port ${port} on ${host} cannot be used by this account (${code}): choose another, for example ${instead}.`,
  )
}

export const otherThan = (port: number) => (port < FREE_FROM ? 8787 : port + 1)

function refusalOf(port: number, host: string): Promise<string | undefined> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
}
