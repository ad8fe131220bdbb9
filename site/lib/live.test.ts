import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** The server's side of the socket that the page opened last. */
type Opened = {
  onopen: () => void
  onmessage: (event: { data: string }) => void
  onclose: ((event: { code: number }) => void) | null
  sent: string[]
}
let opened: Opened[]
let live: typeof import('./live.ts')
let touched: typeof import('./touched.ts')

beforeEach(async () => {
  // A page has one connection, kept in the module, so each test loads the module anew.
  vi.resetModules()
  opened = []
  vi.useFakeTimers()
  vi.stubGlobal('location', { origin: 'http://maru.test' })
  vi.stubGlobal(
    'WebSocket',
    class {
      sent: string[] = []
      constructor() {
        // The page sets these three handlers when it opens the socket.
        opened.push(this as unknown as Opened)
      }
      send(text: string) {
        this.sent.push(text)
      }
      close() {}
    },
  )
  touched = await import('./touched.ts')
  live = await import('./live.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('one socket reports what is touched; a reconnection touches everything and reports the return', () => {
  const heard: string[] = []
  const leaves = (['orders', 'policies', 'audit'] as const).map((feature) =>
    touched.onTouched(feature, () => heard.push(feature)),
  )
  live.onReturn(() => heard.push('back'))
  live.connect()
  live.connect()
  expect(opened).toHaveLength(1)
  opened[0]?.onopen()
  expect(heard).toEqual([])

  opened[0]?.onmessage({ data: JSON.stringify({ type: 'order.placed', id: '1' }) })
  opened[0]?.onmessage({ data: 'pong' })
  opened[0]?.onmessage({ data: '{"type":1}' })
  expect(heard).toEqual(['orders'])

  opened[0]?.onclose?.({ code: 1006 })
  expect(live.link.value).toBe('reconnecting')
  vi.advanceTimersByTime(1_000)
  opened[1]?.onopen()
  expect(live.link.value).toBe('connected')
  // No event concerns the audit log, so a reconnection does not touch it.
  expect(heard).toEqual(['orders', 'orders', 'policies', 'back'])
  for (const leave of leaves) leave()
})

test('a connection that died silently is given up with its unanswered ping, without waiting for the browser', () => {
  live.connect()
  const [socket] = opened
  socket?.onopen()
  vi.advanceTimersByTime(25_000)
  expect(socket?.sent).toEqual(['ping'])
  socket?.onmessage({ data: 'pong' })
  vi.advanceTimersByTime(25_000)
  expect(socket?.sent).toEqual(['ping', 'ping'])
  vi.advanceTimersByTime(10_000)
  expect(live.link.value).toBe('reconnecting')
  // The browser's own report, which comes later, must not start a second reconnection.
  expect(socket?.onclose).toBeNull()
  vi.advanceTimersByTime(1_000)
  expect(opened).toHaveLength(2)
})

test('a tab that becomes visible checks a connection that seems open', () => {
  const acts = new Map<string, () => void>()
  const listen = (event: string, act: () => void) => acts.set(event, act)
  vi.stubGlobal('addEventListener', listen)
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: listen })
  live.watchConnection()
  live.connect()
  acts.get('visibilitychange')?.()
  expect(opened[0]?.sent).toEqual([])
  opened[0]?.onopen()
  acts.get('visibilitychange')?.()
  expect(opened[0]?.sent).toEqual(['ping'])
})
