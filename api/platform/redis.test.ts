import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { openRedis } from './redis.ts'

// A proxy in front of a Redis that is away accepts connections and closes them at once.

const redis = await startRedis()
afterAll(() => redis?.close())

test.skipIf(!redis)('connects again after lines that closed before Redis said a word', async () => {
  const { hostname, port } = new URL(redis?.url ?? '')
  const lines = new Set<Socket>()
  let isAway = false
  const proxy = createServer((line) => {
    line.on('error', () => {})
    if (isAway) return line.destroy()
    const end = connect(Number(port), hostname)
    for (const one of [line, end]) lines.add(one.on('error', () => {}))
    line.pipe(end).pipe(line)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const client = openRedis(`redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`, () => {})
  expect(await client.ping()).toBe('PONG')

  isAway = true
  for (const line of lines) line.destroy()
  for (let refused = 0; refused < 3; refused++) await once(proxy, 'connection')
  isAway = false
  // A command of a line that broke is never answered: each new line is asked.
  const answer = new Promise((resolve) =>
    client.on('ready', () => void client.ping().then(resolve, () => {})),
  )
  expect(await answer).toBe('PONG')

  client.disconnect()
  for (const line of lines) line.destroy()
  proxy.close()
})

if (!redis) test.skip(`a connection to Redis ${REDIS_MISSING}`, () => {})
