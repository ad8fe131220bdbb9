import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** `atMs` and `tookMs` count from the time at which the request was due, not from when it was sent. */
export type Read = { atMs: number; tookMs: number; status: number }
export type ReaderInput = { url: string; token: string; perSecond: number }

// A separate thread, so that other work of the bench is not measured.
const { url, token, perSecond }: ReaderInput = workerData
// The client closes a connection before the server does, or a request could meet the closing.
const agent = new Agent({ keepAlive: true, timeout: 3_000 })
const headers = { authorization: `Bearer ${token}` }
const startedAt = performance.now()
const reads: Promise<Read>[] = []

const read = (dueAt: number) =>
  new Promise<Read>((resolve) => {
    const done = (status: number) =>
      resolve({ atMs: dueAt - startedAt, tookMs: performance.now() - dueAt, status })
    get(url, { agent, headers }, (response) => {
      response.resume().once('end', () => done(response.statusCode ?? 0))
    }).once('error', () => done(0))
  })

const timer = setInterval(() => {
  for (;;) {
    const dueAt = startedAt + (reads.length * 1000) / perSecond
    if (dueAt > performance.now()) return
    reads.push(read(dueAt))
  }
}, 1)

parentPort?.once('message', async () => {
  clearInterval(timer)
  parentPort?.postMessage(await Promise.all(reads))
  agent.destroy()
})
