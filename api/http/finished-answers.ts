import type { Actor } from '../access/actor.ts'
import type { MemoMap, Platform } from '../platform/platform.ts'

// What a process keeps of answers that are finished: bytes and headers, under the versions of all that they are
// made from, among them the rights of the person who got them.

/** Addresses of one credential whose answers may be kept. */
const WATCHED_MAX = 20_000
/** All kept answers together. */
const BYTES_MAX = 32_000_000
/** A longer answer is not kept. */
export const ANSWER_BYTES_MAX = 64_000
/** What an entry holds beside its bytes. */
const ENTRY_BYTES = 1_500

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
  bytes: Uint8Array<ArrayBuffer>
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

export const watched = ({ memo }: Memo): MemoMap<Watched> => memo.map('watched', WATCHED_MAX)

export const finished = ({ memo }: Memo): MemoMap<Finished> =>
  memo.map('finished', BYTES_MAX, ({ bytes }) => bytes.byteLength + ENTRY_BYTES)
