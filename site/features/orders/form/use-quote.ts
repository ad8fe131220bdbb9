import { useEffect, useRef, useState } from 'preact/hooks'
import type { AskQuote, Quote } from '#api/policies/contract.ts'
import { api } from '../../../lib/client.ts'
import { paced } from '../../../lib/paced.ts'
import { onTouched } from '../../../lib/touched.ts'

const PAUSE_MS = 150

export type QuoteState = {
  /** The last answer. While `asking` it is outdated and marked so. */
  quote: Quote | undefined
  /** The last answer, if it is about the present choice; asking for it again does not take it away. */
  current: Quote | undefined
  asking: boolean
  /** The reason why the current choice has no price. */
  error: unknown
  again: () => void
}

type Held = { key: string; quote?: Quote; error?: unknown }

/** The price of the choice, asked shortly after the last change and whenever prices may have changed. */
export function useQuote(ask: AskQuote | undefined): QuoteState {
  const key = ask ? JSON.stringify(ask) : ''
  const [held, setHeld] = useState<Held>({ key: '' })
  const [busy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const last = useRef<Quote | undefined>(undefined)

  // A changed turn repeats the request.
  useEffect(() => {
    if (!ask) return
    const abort = new AbortController()
    setBusy(true)
    const timer = setTimeout(() => {
      api.post('/quotes', { json: ask, signal: abort.signal }).then(
        (quote) => {
          last.current = quote
          setHeld({ key, quote })
          setBusy(false)
        },
        (error: unknown) => {
          if (abort.signal.aborted) return
          setHeld({ key, error })
          setBusy(false)
        },
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key, turn])

  const again = () => setTurn((n) => n + 1)
  useEffect(() => {
    const pace = paced(again)
    const leave = onTouched('quotes', pace.call)
    return () => {
      leave()
      pace.stop()
    }
  }, [])

  const isCurrent = held.key === key
  const current = key && isCurrent && held.error === undefined ? held.quote : undefined
  return {
    quote: key ? (current ?? last.current) : undefined,
    current,
    asking: key !== '' && (busy || !isCurrent),
    error: isCurrent && !busy ? held.error : undefined,
    again,
  }
}
