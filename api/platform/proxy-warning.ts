import type { Log } from './platform.ts'

/**
 * Logs once that requests come through a proxy while `TRUSTED_PROXIES` is unset: all clients behind the
 * proxy then share one address, and so every limit by address. An explicit zero means that the operator
 * knows.
 */
export function warnOfProxies(log: Pick<Log, 'error'>, trustedProxies: string | undefined) {
  let isSaid = trustedProxies !== undefined && trustedProxies !== ''
  return () => {
    if (isSaid) return
    isSaid = true
    log.error('proxies.untrusted', {
      advice:
        'X-Forwarded-For arrives but TRUSTED_PROXIES is unset: set how many proxies stand in front, or 0',
    })
  }
}
