import { useState } from 'preact/hooks'

export type Action<Args extends unknown[], T> = {
  run: (...args: Args) => Promise<T | undefined>
  busy: boolean
  error: unknown
  clear: () => void
}

/** A command in flight: one at a time, its failure kept for the screen. Nothing is shown before the answer. */
export function useAction<Args extends unknown[], T>(
  act: (...args: Args) => Promise<T>,
): Action<Args, T> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const run = async (...args: Args) => {
    if (busy) return undefined
    setBusy(true)
    setError(undefined)
    try {
      return await act(...args)
    } catch (failure) {
      setError(failure)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error, clear: () => setError(undefined) }
}
