import { useEffect, useRef, useState } from 'preact/hooks'
import type { PlacedOrder, PlaceOrder } from '#api/orders/contract.ts'
import { api } from '../../../lib/client.ts'
import { ApiProblem } from '../../../lib/problem.ts'

export type Submission =
  | { is: 'idle' }
  | { is: 'sending' }
  /** Files are on their way; the order is sent once they are there. */
  | { is: 'uploading' }
  /** The connection is lost; the order is sent again when it returns. */
  | { is: 'waiting' }
  | { is: 'changed'; oldWon: number; newWon: number }
  | { is: 'failed'; error: unknown }

const TRY_AGAIN_MS = 5_000

/** Sends the order with the draft's key in every try, so that a lost answer cannot place it twice. */
export function useSubmit(onPlaced: (order: PlacedOrder) => void) {
  const [state, setState] = useState<Submission>({ is: 'idle' })
  const waiting = useRef<(() => void) | undefined>(undefined)

  const send = async (key: string, command: PlaceOrder) => {
    setState({ is: 'sending' })
    try {
      onPlaced(await api.post('/orders', { json: command, idempotencyKey: key }))
      setState({ is: 'idle' })
    } catch (error) {
      const next = after(error)
      waiting.current = next.is === 'waiting' ? () => void send(key, command) : undefined
      setState(next)
    }
  }

  useEffect(() => {
    if (state.is !== 'waiting') return
    const retry = () => waiting.current?.()
    const timer = setTimeout(retry, TRY_AGAIN_MS)
    addEventListener('online', retry)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', retry)
    }
  }, [state])

  return {
    state,
    send,
    stop: () => {
      waiting.current = undefined
      setState({ is: 'idle' })
    },
  }
}

function after(error: unknown): Submission {
  if (!(error instanceof ApiProblem)) return { is: 'failed', error }
  const { code, facts } = error
  // After a lost answer the command may still be running; the next try gets its result.
  if (code === 'offline' || code === 'idempotency_in_flight') return { is: 'waiting' }
  const { reason, expectedWon, totalWon } = facts
  if (reason === 'price_changed' && typeof expectedWon === 'number' && typeof totalWon === 'number')
    return { is: 'changed', oldWon: expectedWon, newWon: totalWon }
  return { is: 'failed', error }
}
