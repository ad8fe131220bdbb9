import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CircuitEvent, circuit, closedCircuit } from './circuit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const REPLY_MS = 500
const PROBE_MS = 1_000

type Engine = 'answers' | 'refuses' | 'hangs'

/** A circuit before an engine with set behaviour, and the calls that it got. */
function bench(state = closedCircuit()) {
  let engine: Engine = 'answers'
  const sent = { asks: 0, probes: 0, reconnects: 0 }
  const events: CircuitEvent[] = []
  const behave = () => {
    if (engine === 'refuses') return Promise.reject(new Error('ECONNREFUSED'))
    return engine === 'hangs' ? new Promise<string>(() => {}) : Promise.resolve('yes')
  }
  const made = circuit({
    state,
    replyMsMax: REPLY_MS,
    probe: () => {
      sent.probes += 1
      return behave()
    },
    inBackground: (work) => void work,
    onEvent: (event) => void events.push(event),
    reconnect: () => {
      sent.reconnects += 1
    },
  })
  const ask = () =>
    made
      .run(() => {
        sent.asks += 1
        return behave()
      })
      .catch((error) => error.code)
  return {
    circuit: made,
    sent,
    ask,
    is: (next: Engine) => {
      engine = next
    },
    count: (event: CircuitEvent) => events.filter((other) => other === event).length,
  }
}

describe('a circuit', () => {
  test('passes answers on and keeps calling after a single failure', async () => {
    const { ask, is, sent, count } = bench()
    for (let round = 0; round < 5; round++) {
      is('refuses')
      expect(await ask()).toBe('busy')
      is('answers')
      expect(await ask()).toBe('yes')
    }
    expect(sent.asks).toBe(10)
    expect(count('opened')).toBe(0)
  })

  test('opens after three failures: from then on nothing is sent', async () => {
    const { ask, is, sent, count } = bench()
    is('refuses')
    for (let i = 0; i < 100; i++) expect(await ask()).toBe('busy')
    expect(sent.asks).toBe(3)
    expect([count('opened'), count('failed'), count('refused')]).toEqual([1, 3, 97])
  })

  test('opens at the first missing answer: all waiting calls fail together, later ones at once', async () => {
    const { ask, is, sent, count } = bench()
    is('hangs')
    const first = ask()
    await vi.advanceTimersByTimeAsync(REPLY_MS - 1)
    // These start half a second later and would otherwise wait half a second more.
    const crowd = Array.from({ length: 50 }, ask)
    await vi.advanceTimersByTimeAsync(2)
    expect(await Promise.all([first, ...crowd])).toEqual(Array(51).fill('busy'))
    expect(await ask()).toBe('busy')
    expect([sent.asks, count('failed'), count('opened')]).toEqual([51, 1, 1])
  })

  test('an answer that arrived before the process checked the time counts', async () => {
    const { circuit, count } = bench()
    // The timer is due and the answer arrives in the same turn: the process stood still, not the engine.
    const slow = circuit.run(
      () => new Promise<string>((resolve) => setTimeout(resolve, REPLY_MS, 'late')),
    )
    await vi.advanceTimersByTimeAsync(REPLY_MS)
    expect(await slow).toBe('late')
    expect(count('opened')).toBe(0)
  })

  test('fails all waiting calls at once when the connection breaks', async () => {
    const { circuit, ask, is, count } = bench()
    is('hangs')
    const waiting = ask()
    circuit.trip(new Error('closed'))
    expect(await waiting).toBe('busy')
    expect([count('opened'), count('failed')]).toEqual([1, 0])
  })

  test('on Workers one call in a second begins a probe, and none waits for it', async () => {
    const { circuit, ask, is, sent } = bench()
    is('refuses')
    circuit.trip(new Error('closed'))
    for (let second = 0; second < 5; second++) {
      for (let i = 0; i < 20; i++) expect(await ask()).toBe('busy')
      await vi.advanceTimersByTimeAsync(PROBE_MS)
    }
    expect(sent).toMatchObject({ asks: 0, probes: 4 })
    is('answers')
    expect(await ask()).toBe('busy')
    await vi.advanceTimersByTimeAsync(0)
    expect(await ask()).toBe('yes')
  })

  test('a request of an isolate learns the state from the one before', async () => {
    const state = closedCircuit()
    const first = bench(state)
    first.is('refuses')
    for (let i = 0; i < 3; i++) await first.ask()
    const second = bench(state)
    expect(await second.ask()).toBe('busy')
    expect(second.sent.asks).toBe(0)
  })

  test('a call from before an outage does not open the circuit again after it', async () => {
    const state = closedCircuit()
    const before = bench(state)
    before.is('hangs')
    const late = before.ask()
    await vi.advanceTimersByTimeAsync(REPLY_MS / 2)
    // Another request of the isolate meets the outage, and a probe finds its end.
    const other = bench(state)
    other.circuit.trip(new Error('gone'))
    other.circuit.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(state.isOpen).toBe(false)
    await vi.advanceTimersByTimeAsync(REPLY_MS)
    expect(await late).toBe('busy')
    expect(state.isOpen).toBe(false)
    expect(await other.ask()).toBe('yes')
  })

  test('a probe of an outage that is over does not open the circuit again', async () => {
    const state = closedCircuit()
    const slow = bench(state)
    slow.is('hangs')
    slow.circuit.trip(new Error('gone'))
    slow.circuit.retry()
    const other = bench(state)
    other.circuit.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(state.isOpen).toBe(false)
    await vi.advanceTimersByTimeAsync(2 * REPLY_MS)
    expect(state.isOpen).toBe(false)
    expect(await other.ask()).toBe('yes')
  })

  test('on Node probes by itself while open or idle, and not while in use', async () => {
    const { circuit, ask, is, sent, count } = bench()
    circuit.watch()
    await vi.advanceTimersByTimeAsync(3 * PROBE_MS)
    expect(sent.probes).toBe(3)
    for (let i = 0; i < 10; i++) {
      await ask()
      await vi.advanceTimersByTimeAsync(PROBE_MS / 2)
    }
    expect(sent.probes).toBe(3)
    is('hangs')
    await vi.advanceTimersByTimeAsync(4 * PROBE_MS)
    expect(count('opened')).toBe(1)
    is('answers')
    await vi.advanceTimersByTimeAsync(2 * PROBE_MS)
    expect(count('closed')).toBe(1)
    expect(await ask()).toBe('yes')
    circuit.stop()
    const { probes } = sent
    await vi.advanceTimersByTimeAsync(10 * PROBE_MS)
    expect(sent.probes).toBe(probes)
  })

  test('asks for a new connection when the old one stays silent', async () => {
    const { circuit, is, sent } = bench()
    circuit.watch()
    is('hangs')
    await vi.advanceTimersByTimeAsync(20 * PROBE_MS)
    expect(sent.reconnects).toBeGreaterThan(1)
    expect(sent.reconnects).toBeLessThan(sent.probes / 4)
    circuit.stop()
  })

  test('has a new epoch after every outage', async () => {
    const { circuit, is } = bench()
    const epochs = new Set([circuit.epoch])
    for (let i = 0; i < 3; i++) {
      circuit.trip(new Error('closed'))
      is('answers')
      circuit.retry()
      await vi.advanceTimersByTimeAsync(0)
      epochs.add(circuit.epoch)
    }
    expect(epochs.size).toBe(4)
  })

  test('after a stop it neither opens nor reports', () => {
    const { circuit, count } = bench()
    circuit.stop()
    circuit.trip(new Error('closed'))
    expect(count('opened')).toBe(0)
  })
})
