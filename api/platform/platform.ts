import type { Db } from '#db/db.ts'

/** Values are JSON. A namespace has a version; bumping it makes every key built from it unreachable. */
export type Cache = {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>
  drop(key: string): Promise<void>
  /** True for exactly one caller until the time is up: "I am the first to do this". */
  claim(key: string, ttlSeconds: number): Promise<boolean>
  /** The namespace's current version; every process that shares the cache sees the same one. */
  version(namespace: string): Promise<number>
  /** Moves the namespace to its next version. Call it after the commit that changed what it holds. */
  bump(namespace: string): Promise<void>
}

/** `limit` allows `max` calls per key in a sliding window. An unreachable limiter throws; it never says yes. */
export type Limiter = {
  limit(
    key: string,
    max: number,
    windowSeconds: number,
  ): Promise<{ allowed: boolean; retryAfterSeconds: number }>
}

/** The job table is the queue; this is only its alarm clock. A lost wake is swept up by cron. */
export type Queue = { wake(jobIds: string[]): Promise<void> }

/** Squeezes bytes into one gzip member; only its speed differs per runtime. */
export type Gzip = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

export type StoredFile = { body: ReadableStream<Uint8Array>; sizeBytes: number; type: string }
/** Private objects by key. `put` streams: a file is never whole in memory. */
export type Files = {
  put(key: string, body: ReadableStream<Uint8Array>, type: string): Promise<{ sizeBytes: number }>
  open(key: string): Promise<StoredFile | undefined>
  remove(key: string): Promise<void>
}

/** What happened to which record. Never data: the listener asks the API, which authorises again. */
export type LiveEvent = { type: string; id: string }
export type Realtime = { publish(companyId: string, event: LiveEvent): Promise<void> }

export type Clock = { now(): Date }

export type LogFields = Record<string, string | number | boolean | undefined>
/** One JSON line per call. Fields are ids, counts and codes; a person's data has no place here. */
export type Log = {
  info(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields, cause?: unknown): void
}

/** Counters and timings; the names and labels are fixed in `metrics.ts`. */
export type Metrics = {
  count(name: string, labels?: Record<string, string>, by?: number): void
  time(name: string, seconds: number, labels?: Record<string, string>): void
  /** The Prometheus text of everything counted so far, or undefined where the runtime keeps none. */
  text(): Promise<string | undefined>
}

/** Seals what must rest encrypted (account numbers): AES-256-GCM, key outside the database. */
export type Vault = {
  seal(plain: string): Promise<{ keyId: string; sealed: string }>
  open(box: { keyId: string; sealed: string }): Promise<string>
}

export type MailMessage = { to: string; subject: string; text: string }
/**
 * Plain letters to one address. `send` resolves when somebody has taken the letter over; what it
 * throws says neither the address nor the text. Whoever is not `configured` must not be asked.
 */
export type Mail = { configured: boolean; send(message: MailMessage): Promise<void> }

/** Cost N, block size r, parallelisation p, as RFC 7914 names them. */
export type ScryptCost = { n: number; r: number; p: number }

/**
 * The slow hash of passwords, kept away from what answers other requests: on Node a few threads of
 * low priority and a queue, first come first served; a queue that is full throws `busy`.
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
 * Work of one kind that gains from going together. On Node, items that arrive while a batch is in
 * flight share the next one; on Workers each goes alone. Every caller gets its own result.
 */
export type Lanes = {
  ride<Item, Result>(
    lane: string,
    item: Item,
    drive: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
  ): Promise<Result>
}

/**
 * Memory of this process alone: bounded maps by name, for what never changes under its key (verified
 * tokens, published versions, finished bytes under a version). The least recently used leaves first.
 */
export type Memo = { map<V>(name: string, max: number): MemoMap<V> }
export type MemoMap<V> = { get(key: string): V | undefined; set(key: string, value: V): void }

/** What the deployment decides, parsed once from the environment by `config.ts`. */
export type Settings = {
  /** The address people use, without a trailing slash; cookies and webhooks are bound to it. */
  publicUrl: string
  /** Keys that sign access tokens, the newest first; older ones still verify. */
  tokenKeys: readonly { id: string; secret: Uint8Array }[]
  /** True only with the embedded demo database: demo logins are shown on the login page. */
  demo: boolean
  /** Makes one headquarters over HTTP, once; without it that door does not exist. */
  bootstrapToken: string | undefined
  /** What asks for `/metrics` must show it; without one the door exists in the demo alone. */
  metricsToken: string | undefined
  runtime: 'node' | 'workers'
  release: string
}

/** Everything that differs between Workers, Node and tests. Built in one place per runtime. */
export type Platform = {
  db: Db
  /** A read replica where one is configured, else the same as `db`. Never for reads before a write. */
  replica: Db
  cache: Cache
  limiter: Limiter
  queue: Queue
  files: Files
  /** Absent where the portable one is the best there is. */
  gzip?: Gzip
  realtime: Realtime
  vault: Vault
  hasher: Hasher
  mail: Mail
  lanes: Lanes
  memo: Memo
  clock: Clock
  log: Log
  metrics: Metrics
  settings: Settings
  /** Work that may outlive the response: waitUntil on Workers, drained at shutdown on Node. */
  defer(work: Promise<unknown>): void
}
