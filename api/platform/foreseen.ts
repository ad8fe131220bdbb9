import type { Platform } from './platform.ts'

/**
 * Requests versions that the request will very likely need later, so that they share the round trip of its
 * first call. A failure is reported only to the code that needs the version.
 */
export function foresee(
  { cache, foreseen }: Pick<Platform, 'cache' | 'foreseen'>,
  namespaces: readonly string[],
): void {
  if (!foreseen) return
  // The async wrapper also catches a call that throws before its first await.
  const ask = async (namespace: string) => cache.version(namespace)
  for (const namespace of namespaces) {
    if (foreseen.has(namespace)) continue
    const version = ask(namespace)
    version.catch(() => {})
    foreseen.set(namespace, version)
  }
}
