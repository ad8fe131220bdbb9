import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWorld, type Tree, type World } from './world.ts'

// The contract of v1: requests and the bytes that answered them, in files. They are sent again in their order to a
// fresh database under a clock that moves by a second with each, so that ids and times are the same every time.

const FOLDER = join(import.meta.dirname, '../api/v1/fixtures')

/** A request and its answer. `body` is JSON; `raw` is sent as it stands. */
export type Exchange = {
  name: string
  by: Caller
  method: string
  path: string
  body?: unknown
  raw?: string
  headers?: Record<string, string>
  status: number
  /** The JSON of the answer; its bytes are those of `JSON.stringify`. */
  answer: unknown
}
/** People of one shop, of another line, or nobody. */
export type Caller = 'staff' | 'admin' | 'healer' | 'neighbour' | 'nobody'

/** What was recorded, and what is answered now, as texts that are compared byte by byte. */
export type Replayed = { name: string; recorded: string; now: string }

type SetUp = (world: World, tree: Tree) => Promise<unknown>

/**
 * Sends the requests of `api/v1/fixtures/<name>.json` again. With `RECORD_V1=1` the file gets today's answers
 * instead: the change of a recorded answer is a change of the contract.
 */
export async function replay(name: string, setUp: SetUp = async () => {}): Promise<Replayed[]> {
  const file = join(FOLDER, `${name}.json`)
  // The files are written by this function alone.
  const exchanges = JSON.parse(readFileSync(file, 'utf8')) as Exchange[]
  const world = await openWorld()
  try {
    const tree = await world.mintTree()
    await setUp(world, tree)
    const answers = await answersTo(world, tree, exchanges)
    if (process.env.RECORD_V1) record(file, exchanges, answers)
    return exchanges.map(({ name, status, answer }, nth) => ({
      name,
      recorded: `${status} ${JSON.stringify(answer)}`,
      now: answers[nth] ?? '',
    }))
  } finally {
    await world.close()
  }
}

async function answersTo(world: World, { r1, rb }: Tree, exchanges: Exchange[]) {
  const callers: Record<Caller, Pick<Tree['r1']['staff'], 'credentials'>> = {
    staff: r1.staff,
    admin: r1.admin,
    healer: await r1.lent('health.view'),
    neighbour: rb.staff,
    nobody: { credentials: async () => ({}) },
  }
  const answers: string[] = []
  for (const { by, method, path, body, raw, headers } of exchanges) {
    world.platform.clock.advance(1)
    const sent = body === undefined ? raw : JSON.stringify(body)
    const response = await world.call(path.replace('/api/', '../'), {
      method,
      headers: {
        ...(await callers[by].credentials()),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    })
    answers.push(`${response.status} ${await response.text()}`)
  }
  return answers
}

function record(file: string, exchanges: Exchange[], answers: string[]) {
  const recorded = exchanges.map((exchange, nth) => {
    const [, status, text] = /^(\d+) (.*)$/s.exec(answers[nth] ?? '') ?? []
    return { ...exchange, status: Number(status), answer: JSON.parse(text ?? '') }
  })
  writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`)
}
