import { expect } from 'vitest'
import { type Filled, fill } from '#tests/filled.ts'
import { openWorld, sentBody } from '#tests/world.ts'
import { memo } from './platform/memo.ts'
import type { Platform } from './platform/platform.ts'

export type Client = Filled['hq']['admin']
export type Read = { who: Client; path: string; body?: object }

const QUIET_MONTHS = 48

/** A filled tree with a second policy, `quiet`, that no sample touches, and readers of kept answers. */
export async function openReaders() {
  const world = await openWorld({ connections: 4 })
  const tree = await fill(world, await world.mintTree(), '')
  // Of other months, so that it overlaps with none of a sample.
  const cell = { carrier: 'skt', bandWon: 99_000, months: QUIET_MONTHS, amountWon: 400_000 }
  const quiet = await tree.publish({ months: [QUIET_MONTHS], cells: [cell] })

  /** A process with a memory of its own, on the database and cache of the others. */
  const process = (): Platform => ({ ...world.platform, memo: memo() })

  const quote = (
    change: {
      policyId?: string
      contractMonths?: number
      deviceId?: string
      simType?: string
    } = {},
  ) => ({
    ...{ policyId: tree.ids.policyId, planId: tree.skt99, joinType: 'mnp', simType: 'prepaid' },
    contractMonths: change.policyId === quiet ? QUIET_MONTHS : 24,
    ...change,
  })

  /** One token for each person: another one is another credential. */
  const tokens = new Map<Client, Record<string, string>>()
  async function credentials(who: Client) {
    const headers = tokens.get(who) ?? (await who.credentials())
    tokens.set(who, headers)
    return headers
  }

  async function ask({ who, path, body }: Read, on: Platform, more: Record<string, string> = {}) {
    const headers = {
      ...(await credentials(who)),
      ...(body && { 'content-type': 'application/json', 'content-length': lengthOf(body) }),
      ...more,
    }
    const init = { method: body ? 'POST' : 'GET', headers, ...(body && { body: sentBody(body) }) }
    const response = await world.call(path, init, { on })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  /** How many answers were sent finished. */
  async function finished() {
    const text = (await world.platform.metrics.text()) ?? ''
    return Number(/^maru_cache_total\{result="finished"\} (\d+)$/m.exec(text)?.[1] ?? 0)
  }
  async function isFinished(read: Read, on: Platform) {
    const before = await finished()
    await ask(read, on)
    return (await finished()) > before
  }
  /** Asks until the answer is kept: the first request teaches the address, the second keeps. */
  async function kept(read: Read, on: Platform) {
    tokens.delete(read.who)
    await ask(read, on)
    await ask(read, on)
    expect(await isFinished(read, on)).toBe(true)
  }
  return { world, tree, quiet, process, quote, ask, finished, isFinished, kept }
}

const lengthOf = (body: object) => String(JSON.stringify(body).length)

/** What a reader sees, without the trace of the request. */
export const said = ({ status, text }: { status: number; text: string }) =>
  `${status} ${text.replace(/"traceId":"\w+"/, '')}`
