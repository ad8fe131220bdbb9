import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { listen } from '#tests/servers/listen.ts'
import { signQstash, startQstash } from '#tests/servers/qstash.ts'
import { AppError } from '../errors.ts'
import { cacheOf } from './cache.fixture.ts'
import { memoryCache } from './cache-memory.ts'
import { redisCache } from './cache-redis.ts'
import type { Queue } from './platform.ts'
import { verifyQstash } from './qstash-signature.ts'
import { pollQueue } from './queue-poll.ts'
import { jobsUrl, qstashQueue } from './queue-qstash.ts'
import { openRedis } from './redis.ts'

const heard: string[] = []
/** Status codes that the route answers before it answers 200; one per delivery. */
const troubles: number[] = []
beforeEach(() => {
  heard.length = 0
  troubles.length = 0
})

const qstash = await startQstash()
const clock = { now: () => new Date() }
const cache = memoryCache(clock)
const verify = verifyQstash({ ...qstash, cache })
/** The route as in the product: raw body, signature, then the work. */
const door = await listen(
  createServer(async (request, response) => {
    const body = await text(request)
    const signature = request.headers['upstash-signature']?.toString()
    try {
      await verify({ body, signature, url: jobsUrl(door.url) })
    } catch (error) {
      return response.writeHead(error instanceof AppError ? 401 : 500).end()
    }
    const trouble = troubles.shift()
    if (trouble) return response.writeHead(trouble).end()
    heard.push(z.object({ id: z.string() }).parse(JSON.parse(body)).id)
    response.writeHead(200).end()
  }),
)
afterAll(async () => {
  await qstash.settled()
  await door.close()
  await qstash.close()
})

const polled = pollQueue()
polled.onWake((ids) => void heard.push(...ids))

const adapters: Record<string, { queue: Queue; arrived(): Promise<void> }> = {
  poll: { queue: polled, arrived: async () => {} },
  qstash: { queue: qstashQueue({ ...qstash, publicUrl: door.url }), arrived: qstash.settled },
}

describe.each(Object.entries(adapters))('%s queue', (_, { queue, arrived }) => {
  test('every woken job arrives once', async () => {
    const ids = Array.from({ length: 250 }, () => crypto.randomUUID())
    await queue.wake(ids)
    await arrived()
    expect(heard.toSorted()).toEqual(ids.toSorted())
  })

  test('no jobs make no message', async () => {
    await queue.wake([])
    await arrived()
    expect(heard).toEqual([])
  })

  test('the same job arrives again when it is woken again', async () => {
    await queue.wake(['job_1'])
    await queue.wake(['job_1'])
    await arrived()
    expect(heard).toEqual(['job_1', 'job_1'])
  })
})

describe('qstash', () => {
  const queue = qstashQueue({ ...qstash, publicUrl: door.url })

  test('a failed delivery is repeated with a new signature', async () => {
    troubles.push(503, 500)
    await queue.wake(['job_2'])
    await qstash.settled()
    expect(heard).toEqual(['job_2'])
    expect(qstash.deliveries.slice(-3).map((delivery) => delivery.status)).toEqual([503, 500, 200])
  })

  test('a wrong token is an error', async () => {
    const wrong = qstashQueue({ url: qstash.url, token: 'wrong', publicUrl: door.url })
    await expect(wrong.wake(['job_3'])).rejects.toThrow(/invalid token/)
  })

  test('a job whose id QStash refuses is an error', async () => {
    await expect(queue.wake(['good', 'bad:id'])).rejects.toThrow(/did not accept/)
    await qstash.settled()
  })
})

test('a wake to a QStash that never answers is given up', async () => {
  const silent = await listen(createServer(() => {}))
  const config = { ...qstash, url: silent.url, publicUrl: door.url, replyMsMax: 50 }
  await expect(qstashQueue(config).wake(['job'])).rejects.toThrow('QStash did not answer')
  await silent.close()
})

describe('the door for QStash', () => {
  const url = jobsUrl('https://maru.example')
  const body = JSON.stringify({ id: 'job_4' })
  const signed = (more: { key?: string; ageSeconds?: number } = {}) =>
    signQstash({ url, body, key: qstash.currentKey, ...more })
  const refusal = { code: 'unauthenticated' }

  test('accepts messages signed by the current or the next key', async () => {
    await verify({ url, body, signature: await signed() })
    await verify({ url, body, signature: await signed({ key: qstash.nextKey }) })
  })

  test('refuses a message without a signature, or with another key’s', async () => {
    await expect(verify({ url, body, signature: undefined })).rejects.toMatchObject(refusal)
    await expect(verify({ url, body, signature: '' })).rejects.toMatchObject(refusal)
    const foreign = await signed({ key: 'sig_foreign' })
    await expect(verify({ url, body, signature: foreign })).rejects.toMatchObject(refusal)
  })

  test('refuses another body and another address', async () => {
    const other = JSON.stringify({ id: 'job_5' })
    await expect(verify({ url, body: other, signature: await signed() })).rejects.toMatchObject(
      refusal,
    )
    const elsewhere = jobsUrl('https://other.example')
    await expect(verify({ url: elsewhere, body, signature: await signed() })).rejects.toMatchObject(
      refusal,
    )
  })

  test('refuses an expired signature and one without a signing algorithm', async () => {
    const expired = await signed({ ageSeconds: 3600 })
    await expect(verify({ url, body, signature: expired })).rejects.toMatchObject(refusal)
    const [, payload] = (await signed()).split('.')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    await expect(verify({ url, body, signature: `${none}.${payload}.` })).rejects.toMatchObject(
      refusal,
    )
  })

  test('accepts exactly one of 50 simultaneous copies of a message', async () => {
    const signature = await signed()
    const plays = await Promise.allSettled(
      Array.from({ length: 50 }, () => verify({ url, body, signature })),
    )
    expect(plays.filter((play) => play.status === 'fulfilled')).toHaveLength(1)
  })

  test('a refused message does not block the valid one', async () => {
    const signature = await signed()
    await expect(verify({ url, body: '{}', signature })).rejects.toMatchObject(refusal)
    await verify({ url, body, signature })
  })

  test('accepts nothing when it cannot remember accepted messages', async () => {
    const gone = openRedis('redis://127.0.0.1:1', () => {})
    const forgetful = verifyQstash({ ...qstash, cache: cacheOf(redisCache(gone)) })
    await expect(forgetful({ url, body, signature: await signed() })).rejects.toThrow()
    gone.disconnect()
  })
})
