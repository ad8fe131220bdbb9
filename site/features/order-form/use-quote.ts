import { useEffect, useRef, useState } from 'preact/hooks'
import type { AskQuote, Quote } from '#api/policies/contract.ts'
import { api } from '../../lib/client.ts'
import { onLive } from '../../lib/live.ts'
import { paced } from '../../lib/paced.ts'

const PAUSE_MS = 150

export type QuoteState = {
  /** The last answer; while `asking` it is an old one and shown so. */
  quote: Quote | undefined
  asking: boolean
  /** Why there is no price for what is asked now. */
  error: unknown
  again: () => void
}

type Held = { key: string; quote?: Quote; error?: unknown }

/** The price of what is chosen, asked a moment after the last choice and whenever prices may have moved. */
export function useQuote(ask: AskQuote | undefined): QuoteState {
  const key = ask ? JSON.stringify(ask) : ''
  const [held, setHeld] = useState<Held>({ key: '' })
  const [busy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const last = useRef<Quote | undefined>(undefined)

  // A new turn asks the same question again.
  useEffect(() => {
    if (!key) return
    const abort = new AbortController()
    setBusy(true)
    const timer = setTimeout(() => {
      api.post<Quote>('/quotes', JSON.parse(key), { signal: abort.signal }).then(
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
    // Budgets, policies and rates are told as notifications; orders of colleagues move the balance.
    const leave = onLive(['notification.created', 'order.*'], pace.call)
    return () => {
      leave()
      pace.stop()
    }
  }, [])

  const isCurrent = held.key === key
  return {
    quote: key ? (isCurrent && held.error === undefined ? held.quote : last.current) : undefined,
    asking: key !== '' && (busy || !isCurrent),
    error: isCurrent && !busy ? held.error : undefined,
    again,
  }
}
