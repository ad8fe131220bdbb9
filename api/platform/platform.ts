import type { Db } from '#db/db.ts'
import type { LiveEventType } from '#db/event-words.ts'
import type { PricedFile, SheetAnswers } from '../sheets/read-prices.ts'
import type { Refusal } from '../sheets/refusal.ts'
import type { SheetFile, SheetSource } from '../sheets/sheet.ts'

/**
 * What the processes agree on. A namespace has a version that never comes back after a change, so a value
 * remembered under it is valid while the version is the same. No caller waits for a shared engine that is
 * down.
 */
export type Cache = {
  /** True for exactly one caller until the time is up; for one per process while the engine is down. */
  claim(key: string, ttlSeconds: number): Promise<boolean>
  /**
   * The versions of the namespaces, in their order, as words with a space between them. Rejects while they are
   * unknown: read the database then.
   */
  version(...namespaces: string[]): Promise<string>
  /**
   * Moves the namespaces' versions. Call it after the commit of the change. Resolves when every process sees
   * the new versions; if it rejects, this process uses no version until the bump has been made up for.
   */
  bump(...namespaces: string[]): Promise<void>
}

/**
 * `limit` allows `max` calls per key in a sliding window. While the shared engine is down each process
 * counts for itself; no call is allowed without being counted.
 */
export type Limiter = {
  limit(
    key: string,
    max: number,
    windowSeconds: number,
  ): Promise<{ allowed: boolean; retryAfterSeconds: number }>
}

/** The job table is the queue; this only wakes its readers. Cron finds jobs whose wake was lost. */
export type Queue = { wake(jobIds: string[]): Promise<void> }

/** Compresses bytes into one gzip member; the runtimes differ only in speed. */
export type Gzip = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

export type StoredFile = { body: ReadableStream<Uint8Array>; sizeBytes: number; type: string }
/**
 * Private objects by key. `put` streams: no file is ever whole in memory. The body from `open` holds a file
 * or a connection until it is read to its end or cancelled. A dropped one ends the process, because Node
 * treats a file that the garbage collector has to close as an error.
 */
export type Files = {
  put(key: string, body: ReadableStream<Uint8Array>, type: string): Promise<{ sizeBytes: number }>
  open(key: string): Promise<StoredFile | undefined>
  remove(key: string): Promise<void>
  /**
   * The address for one `PUT` of these bytes directly to the storage, once: an object that exists is not
   * written over. Absent where the storage cannot sign addresses; then the product has a route of its own.
   */
  presign?(
    key: string,
    upload: DirectUpload,
  ): Promise<{ url: string; headers: Record<string, string> }>
}
export type DirectUpload = { type: string; sizeBytes: number; seconds: number }

/** A kind of event and a record's id, never data: the listener asks the API, which authorises again. */
export type LiveEvent = { type: LiveEventType; id: string }
export type Realtime = { publish(companyId: string, event: LiveEvent): Promise<void> }

export type Clock = { now(): Date }

export type LogFields = Record<string, string | number | boolean | undefined>
/** One JSON line per call. Fields are ids, counts and codes, never personal data. */
export type Log = {
  info(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields, cause?: unknown): void
}

/** Counters and timings; `metrics.ts` fixes the names and labels. */
export type Metrics = {
  count(name: string, labels?: Record<string, string>, by?: number): void
  time(name: string, seconds: number, labels?: Record<string, string>): void
  /** The Prometheus text of all counts so far, or undefined if the runtime keeps none. */
  text(): Promise<string | undefined>
}

/** Encrypts what must be stored encrypted (account numbers): AES-256-GCM, with the key outside the database. */
export type Vault = {
  seal(plain: string): Promise<{ keyId: string; sealed: string }>
  open(box: { keyId: string; sealed: string }): Promise<string>
}

export type MailMessage = { to: string; subject: string; text: string }
/**
 * Plain letters to one address. `send` resolves when a server has accepted the letter; its errors contain
 * neither the address nor the text. Check `configured` before sending.
 */
export type Mail = { configured: boolean; send(message: MailMessage): Promise<void> }

/** Cost N, block size r, parallelisation p, as RFC 7914 names them. */
export type ScryptCost = { n: number; r: number; p: number }

/**
 * The slow hash of passwords, kept apart from other requests: on Node a few threads of low priority with a
 * queue, first come first served; a full queue throws `busy`.
 */
export type Hasher = {
  derive(
    password: Uint8Array,
    salt: Uint8Array,
    cost: ScryptCost,
    bytes: number,
  ): Promise<Uint8Array>
}

/**
 * Reads a file of sheets, bounded in size, memory and time and apart from other requests: on Node in a thread
 * of its own. A file that is not read whole comes back as a refusal; `busy` is thrown when too many wait.
 */
export type SheetReader = {
  read(bytes: Uint8Array, source?: SheetSource): Promise<SheetFile | Refusal>
  /** Also what its sheets of prices seem to say, with what has been answered about them. */
  readPrices(
    bytes: Uint8Array,
    answered: readonly SheetAnswers[],
    source?: SheetSource,
  ): Promise<PricedFile | Refusal>
}

/**
 * Work of one kind that is cheaper together. On Node, items that arrive while a batch runs share the next
 * one; on Workers each runs alone. Every caller gets its own result.
 */
export type Batcher = {
  add<Item, Result>(
    queue: string,
    item: Item,
    runBatch: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
  ): Promise<Result>
}

/**
 * Memory of this process alone: bounded maps by name, for values that never change under their key (verified
 * tokens, published versions) and for values that `remember.ts` keeps under a version. The least recently
 * used goes first.
 */
export type Memo = {
  /** `max` counts values, or what `weightOf` says of them. */
  map<V>(name: string, max: number, weightOf?: (value: V, key: string) => number): MemoMap<V>
  /** Readings under way, by name, that others may join: of the process, on Workers of one request. */
  flights: Map<string, Promise<unknown>>
}
/**
 * Versions that a request got with its first call, by namespace. They are as old as the request, so a write
 * of the request clears them, and a transaction asks again.
 */
export type Foreseen = Map<string, Promise<string>>
export type MemoMap<V> = { get(key: string): V | undefined; set(key: string, value: V): void }

/** Settings of the deployment, parsed once from the environment by `config.ts`. */
export type Settings = {
  /** The public address, without a trailing slash; cookies and webhooks are bound to it. */
  publicUrl: string
  /** Keys that sign access tokens, the newest first; older ones still verify. */
  tokenKeys: readonly { id: string; secret: Uint8Array }[]
  /** True only with the embedded demo database: the login page then shows demo logins. */
  demo: boolean
  /** Allows one headquarters to be created over HTTP, once; without it that route does not exist. */
  bootstrapToken: string | undefined
  /** The token for `/metrics`; without one the route exists only in the demo. */
  metricsToken: string | undefined
  /** Gets a mail when the books do not balance. */
  operatorEmail: string | undefined
  /** Requests that one person, or one address on the open routes, may send to one process in a minute. */
  requestsPerMinute: number
  runtime: 'node' | 'workers'
  release: string
}

/** Everything that differs between Workers, Node and tests. Each runtime builds it in one place. */
export type Platform = {
  db: Db
  /** A read replica if one is configured, else the same as `db`. Never for reads before a write. */
  replica: Db
  cache: Cache
  limiter: Limiter
  queue: Queue
  files: Files
  /** Absent if the runtime has nothing faster than the portable one. */
  gzip?: Gzip
  realtime: Realtime
  vault: Vault
  hasher: Hasher
  sheets: SheetReader
  mail: Mail
  batcher: Batcher
  memo: Memo
  /** Belongs to one request; absent outside of requests. */
  foreseen?: Foreseen
  /** Until when an answer to this request is good; whatever it is made from lowers it (`kept.ts`). */
  lasts?: { untilMs: number }
  clock: Clock
  log: Log
  metrics: Metrics
  settings: Settings
  /** Work that may outlive the response: waitUntil on Workers, drained at shutdown on Node. */
  defer(work: Promise<unknown>): void
  /** Begins such work after some seconds, or at once when the process is told to stop. */
  later(seconds: number, work: () => Promise<unknown>): void
}
