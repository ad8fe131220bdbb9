import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { sessions } from '#db/schema/devices.ts'
import { users } from '#db/schema/users.ts'
import type { Actor } from '../access/actor.ts'
import { askedByMost, personNamespace, treeAuthNamespace } from '../access/namespaces.ts'
import { isIdle } from '../devices/idle.ts'
import { touchSession } from '../devices/sessions.ts'
import { AppError } from '../errors.ts'
import { foresee } from '../platform/foreseen.ts'
import type { Platform } from '../platform/platform.ts'
import { remember } from '../platform/remember.ts'
import { findToken } from '../tokens/queries.ts'
import { touchToken } from '../tokens/touch.ts'
import {
  type Account,
  accountOf,
  actorFor,
  selectAccountsWith,
  signInBarOf,
} from '../users/account.ts'

const TOUCH_MS = 60_000
const PEOPLE_MAX = 20_000
const AUTH_STATES = { name: 'auth-states', max: PEOPLE_MAX }

/** What Postgres answered for a session or token, cached under the versions of everything that decides it. */
type AuthState = Admitted | { refused: string }
/** `seenAt` is the last recorded use of the session. For a token the use is recorded where it is read. */
type Admitted = { actor: Actor; seenAt?: number }

const ENDED = 'This session has ended. Sign in again.'
const GONE = 'This access token is unknown, revoked or past its day. Make a new one.'

/**
 * What the signed-in person may do now. Postgres is read after a change and at least every thirty seconds; in
 * between, two versions in the cache show that nothing changed.
 */
export async function authStateOfSession(platform: Platform, claimed: Actor): Promise<Actor> {
  const state = await rememberedSession(platform, claimed)
  const now = platform.clock.now().getTime()
  if (state.seenAt !== undefined && now - state.seenAt > TOUCH_MS) {
    // Set in the cached value, so that all requests of one minute cost one statement.
    state.seenAt = now
    platform.defer(touchSession(platform, claimed.sessionId))
  }
  return state.actor
}

/**
 * The same for a connection that only listens: an open socket does not prove that a person is present, so it
 * does not count as use.
 */
export const authStateOfListener = async (platform: Platform, claimed: Actor): Promise<Actor> =>
  (await rememberedSession(platform, claimed)).actor

const rememberedSession = (platform: Platform, claimed: Actor) =>
  remembered(platform, claimed.sessionId, claimed, () => readSession(platform, claimed))

/** The same for a program with a personal access token. */
export async function authStateOfToken(platform: Platform, secret: string): Promise<Actor> {
  const owners = platform.memo.map<Pick<Actor, 'userId' | 'hqId'>>('token-owners', PEOPLE_MAX)
  const known = owners.get(secret)
  const read = () => readToken(platform, secret)
  if (known) return (await remembered(platform, secret, known, read)).actor
  const { actor } = admittedBy(await read())
  owners.set(secret, { userId: actor.userId, hqId: actor.hqId })
  return actor
}

async function remembered(
  platform: Platform,
  subject: string,
  { userId, hqId }: Pick<Actor, 'userId' | 'hqId'>,
  read: () => Promise<AuthState>,
): Promise<Admitted> {
  const namespaces = [personNamespace(userId), treeAuthNamespace(hqId)]
  foresee(platform, askedByMost(hqId))
  return admittedBy(await remember(platform, AUTH_STATES, { key: subject, namespaces }, read))
}

function admittedBy(state: AuthState): Admitted {
  if ('refused' in state) throw new AppError('unauthenticated', state.refused)
  return state
}

async function readSession(platform: Platform, claimed: Actor): Promise<AuthState> {
  const now = platform.clock.now()
  const [row] = await sessionStatement(platform.db).execute({ id: claimed.sessionId })
  if (!row || row.user.id !== claimed.userId || row.session.revokedAt) return { refused: ENDED }
  const { session } = row
  if (session.expiresAt <= now || isIdle(session, row.idleMinutes, now)) return { refused: ENDED }
  if (signInBarOf(row)) return { refused: ENDED }
  return { actor: actorFor(row, session), seenAt: session.lastSeenAt.getTime() }
}

const session = {
  id: sessions.id,
  expiresAt: sessions.expiresAt,
  lastSeenAt: sessions.lastSeenAt,
  revokedAt: sessions.revokedAt,
  provenAt: sessions.provenAt,
  passwordShownAt: sessions.passwordShownAt,
  deviceHash: sessions.deviceHash,
}

const sessionStatement = (db: Db) =>
  prepared(db, 'auth state', (db) =>
    selectAccountsWith(db, { session })
      .innerJoin(sessions, eq(sessions.userId, users.id))
      .where(eq(sessions.id, sql.placeholder('id')))
      .prepare('auth_state'),
  )

async function readToken(platform: Platform, secret: string): Promise<AuthState> {
  const token = await findToken(platform, secret)
  const account: Account | undefined = token && (await accountOf(platform, token.userId))
  if (!token || !account || signInBarOf(account)) return { refused: GONE }
  if (platform.clock.now().getTime() - (token.lastUsedAt?.getTime() ?? 0) > TOUCH_MS)
    platform.defer(touchToken(platform, token.id))
  const { id: tokenId, scopes } = token
  return { actor: { ...actorFor(account, { id: '' }), scopes, tokenId } }
}
