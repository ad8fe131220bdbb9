import { AppError } from '../errors.ts'

/** Failures in a row that open the circuit: a single one may be a brief fault of a connection. */
const FAILURES_MAX = 3
/** The time between two probes of an open circuit, and the idle time after which a closed one is probed. */
const PROBE_EVERY_MS = 1_000
/** Silent probes in a row after which the connection itself is replaced. */
const SILENT_PROBES_MAX = 5

/** Plain values, so that an isolate of Workers can carry them from one request to the next. */
export type CircuitState = {
  isOpen: boolean
  /** Increases whenever the circuit opens: values from an earlier epoch may have changed unseen. */
  epoch: number
  failures: number
  probedAt: number
  answeredAt: number
  silentProbes: number
}
export const closedCircuit = (): CircuitState => ({
  isOpen: false,
  epoch: 0,
  failures: 0,
  probedAt: Number.NEGATIVE_INFINITY,
  answeredAt: Number.NEGATIVE_INFINITY,
  silentProbes: 0,
})

/** A call that was sent and failed; one that was not sent; a failed probe; a change of the circuit. */
export type CircuitEvent = 'failed' | 'refused' | 'still_away' | 'opened' | 'closed'

export type Circuit = {
  readonly epoch: number
  /** Calls the engine; rejects with `busy` if it fails, is too slow, or the circuit is or becomes open. */
  run<T>(ask: () => Promise<T>): Promise<T>
  /** Opens at once and fails all waiting calls, for a caller that knows that the connection broke. */
  trip(cause: unknown): void
  /** Probes at once if open, for a caller that knows that the connection is back or has a bump to pay. */
  retry(): void
  /** Node: probes by itself from now on, open or idle. */
  watch(): void
  /** Neither probes nor opens any more: the connection is about to be closed on purpose. */
  stop(): void
}

/**
 * Keeps an engine that is down from costing every request its time limit. One slow answer or a few failures
 * open the circuit: from then on calls fail at once, and a probe in the background finds out when the engine
 * is back. No request waits for a probe.
 */
export function circuit(options: {
  state: CircuitState
  replyMsMax: number
  /** Resolves when the engine works again; runs with the same time limit. */
  probe(): Promise<unknown>
  inBackground(work: Promise<void>): void
  onEvent(event: CircuitEvent, cause?: unknown): void
  /** The engine accepts the connection but does not answer; a new connection may help. */
  reconnect?(): void
}): Circuit {
  const { state, replyMsMax, onEvent } = options
  const waiting = new Set<(cause: unknown) => void>()
  let watching: ReturnType<typeof setInterval> | undefined
  let isStopped = false
  let isProbing = false

  const trip = (cause: unknown) => {
    if (state.isOpen || isStopped) return
    Object.assign(state, { isOpen: true, epoch: state.epoch + 1, probedAt: performance.now() })
    for (const giveUp of [...waiting]) giveUp(cause)
    onEvent('opened', cause)
  }
  const answered = () => {
    Object.assign(state, { failures: 0, silentProbes: 0, answeredAt: performance.now() })
  }
  const failed = (error: unknown) => {
    onEvent('failed')
    state.failures += 1
    if (error instanceof TooSlow || state.failures >= FAILURES_MAX) trip(error)
  }

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    const { epoch } = state
    const asked = inTime(work, replyMsMax)
    waiting.add(asked.giveUp)
    try {
      const value = await asked.answer
      answered()
      return value
    } catch (error) {
      // A call from before an opening says nothing of the time after it: the circuit may be closed again.
      if (!state.isOpen && state.epoch === epoch) failed(error)
      throw away(error)
    } finally {
      waiting.delete(asked.giveUp)
    }
  }

  async function probe(): Promise<void> {
    if (isProbing) return
    isProbing = true
    const { isOpen: wasOpen, epoch } = state
    try {
      await inTime(options.probe, replyMsMax).answer
      answered()
      if (!state.isOpen) return
      state.isOpen = false
      onEvent('closed')
    } catch (error) {
      if (!state.isOpen) {
        // Another request of the isolate closed it meanwhile: this probe is of an outage that is over.
        if (!wasOpen && state.epoch === epoch) failed(error)
        return
      }
      onEvent('still_away')
      state.silentProbes = error instanceof TooSlow ? state.silentProbes + 1 : 0
      if (state.silentProbes % SILENT_PROBES_MAX === SILENT_PROBES_MAX - 1) options.reconnect?.()
    } finally {
      isProbing = false
    }
  }
  const retry = () => {
    state.probedAt = performance.now()
    options.inBackground(probe())
  }
  const retryWhenDue = () => {
    if (isStopped) return
    const since = state.isOpen ? state.probedAt : Math.max(state.answeredAt, state.probedAt)
    if (performance.now() - since >= PROBE_EVERY_MS) retry()
  }

  return {
    get epoch() {
      return state.epoch
    },
    run: async (work) => {
      if (!state.isOpen) return ask(work)
      onEvent('refused')
      retryWhenDue()
      throw away(undefined)
    },
    trip,
    retry: () => void (state.isOpen && !isStopped && retry()),
    watch: () => {
      watching = setInterval(retryWhenDue, PROBE_EVERY_MS)
      // On Node a timer is an object and keeps the process alive; elsewhere it is a number.
      if (typeof watching === 'object') watching.unref()
    },
    stop: () => {
      clearInterval(watching)
      isStopped = true
    },
  }
}

class TooSlow extends Error {}

/** The answer of `work`, or a failure when the time is up or `giveUp` is called. */
function inTime<T>(work: () => Promise<T>, msMax: number) {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const late = () => reject(new TooSlow(`No answer in ${msMax} ms.`))
  let timer = setTimeout(() => {
    // If this process itself stood still, the answer has arrived and is handled before this timer.
    timer = setTimeout(late, 1)
  }, msMax)
  // The async wrapper also catches work that throws before its first await.
  const ask = async () => work()
  ask().then(resolve, reject)
  const answer = promise.finally(() => clearTimeout(timer))
  return { answer, giveUp: reject }
}

/** An error that a caller may pass on to the client: it is true for any request. */
const away = (cause: unknown) =>
  new AppError(
    'busy',
    'The shared cache does not answer for now. What was sent may have been carried out: look, or send it again with the same Idempotency-Key.',
    { cause },
  )
