import { useState } from 'preact/hooks'

export type Action<Args extends unknown[], T> = {
  run: (...args: Args) => Promise<T | undefined>
  busy: boolean
  /** The arguments of the running call. */
  running: Args | undefined
  error: unknown
  clear: () => void
}

/**
 * A command in flight: one at a time. Its failure is kept for the screen and passed to `onFailure`. Nothing
 * is shown as done before the answer.
 */
export function useAction<Args extends unknown[], T>(
  act: (...args: Args) => Promise<T>,
  onFailure?: (failure: unknown) => void,
): Action<Args, T> {
  const [running, setRunning] = useState<Args | undefined>(undefined)
  const [error, setError] = useState<unknown>(undefined)
  const run = async (...args: Args) => {
    if (running) return undefined
    setRunning(args)
    setError(undefined)
    try {
      return await act(...args)
    } catch (failure) {
      setError(failure)
      onFailure?.(failure)
      return undefined
    } finally {
      setRunning(undefined)
    }
  }
  return { run, busy: running !== undefined, running, error, clear: () => setError(undefined) }
}
