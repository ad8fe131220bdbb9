import type { Actor } from '../access/actor.ts'
import type { MemoMap, Platform } from '../platform/platform.ts'

// What a process keeps of answers that are finished: bytes and headers, under the versions of all that they are
// made from, among them the rights of the person who got them.

/** All watched addresses together, each for one credential. */
const WATCHED_BYTES_MAX = 24_000_000
/** All kept answers together. */
const BYTES_MAX = 32_000_000
/** A longer answer is not kept. */
export const ANSWER_BYTES_MAX = 64_000
/** What an entry holds beside its bytes and its key. */
const ENTRY_BYTES = 1_500
/** The same for a watched address: mostly the names of its namespaces. */
const WATCHED_BYTES = 1_000
/** An address and credential that are longer together are not kept: no page and no token of ours needs more. */
export const KEY_CHARACTERS_MAX = 3_000

/** What is known of an address and a credential after the first answer. */
export type Watched = {
  /** The person's rights first. */
  namespaces: readonly string[]
  actor: Pick<Actor, 'userId' | 'companyId'>
  route: string
}

export type Finished = {
  version: string
  untilMs: number
  /** Null where only its tag is known: it was made for a caller who has it. */
  bytes: Uint8Array<ArrayBuffer> | null
  headers: Readonly<Record<string, string>>
}

/** A request on its way through the framework, whose answer may be kept. */
export type Attempt = {
  watchedKey: string
  answerKey: string
  /** The versions of a watched address, read before anything else of the request. */
  before?: { namespaces: readonly string[]; version: string }
}

type Memo = Pick<Platform, 'memo'>

export const watched = ({ memo }: Memo): MemoMap<Watched> =>
  memo.map('watched', WATCHED_BYTES_MAX, (_, key) => key.length + WATCHED_BYTES)

export const finished = ({ memo }: Memo): MemoMap<Finished> =>
  memo.map(
    'finished',
    BYTES_MAX,
    ({ bytes }, key) => (bytes?.byteLength ?? 0) + bytesOf(key) + ENTRY_BYTES,
  )

/** At most: a text with any character beyond Latin-1 takes two bytes for each of its characters. */
const bytesOf = (key: string) => 2 * key.length
