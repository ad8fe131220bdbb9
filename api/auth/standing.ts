import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { sessions } from '#db/schema/auth.ts'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { secondFactors } from '#db/schema/factors.ts'
import { users } from '#db/schema/users.ts'
import type { Actor } from '../access/actor.ts'
import { personNamespace, treeStandingNamespace } from '../access/standing.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { findToken } from '../tokens/queries.ts'
import { touchToken } from '../tokens/touch.ts'
import { type Account, accountColumns, accountOf, actorFor, barOf } from '../users/account.ts'
import { touchSession } from './sessions.ts'

/** Remembered for so long at most, should a process die between a commit and the bump of its version. */
const REMEMBERED_MS = 30_000
const TOUCH_MS = 60_000
const PEOPLE_MAX = 20_000

/** What Postgres said of a session or token, at one version of everything that decides it. */
type Standing = { readAt: number } & (Admitted | { refused: string })
/** `seenAt`: when the session was last noted as used; a token's use is noted where it is read. */
type Admitted = { actor: Actor; seenAt?: number }

const ENDED = 'This session has ended. Sign in again.'
const GONE = 'This access token is unknown, revoked or past its day. Make a new one.'

/**
 * What the signed-in person may do now. Postgres is asked when something of it changed, and every
 * thirty seconds; in between the two versions in the cache say that nothing did.
 */
export async function standingOfSession(platform: Platform, claimed: Actor): Promise<Actor> {
  const standing = await rememberedSession(platform, claimed)
  const now = platform.clock.now().getTime()
  if (standing.seenAt !== undefined && now - standing.seenAt > TOUCH_MS) {
    // Kept in what is remembered, so that the requests of one minute cost one statement.
    standing.seenAt = now
    platform.defer(touchSession(platform, claimed.sessionId))
  }
  return standing.actor
}

/** The same for who only goes on listening: a socket that stays open is no sign that anybody is there. */
export const standingOfListener = async (platform: Platform, claimed: Actor): Promise<Actor> =>
  (await rememberedSession(platform, claimed)).actor

const rememberedSession = (platform: Platform, claimed: Actor) =>
  remembered(platform, claimed.sessionId, claimed, () => readSession(platform, claimed))

/** The same for a program with a personal access token. */
export async function standingOfToken(platform: Platform, secret: string): Promise<Actor> {
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
  read: () => Promise<Standing>,
): Promise<Admitted> {
  const versions = await versionsOf(platform, userId, hqId)
  // Without the cache the truth itself is asked; nobody is ever let in for speed.
  if (versions === undefined) return admittedBy(await read())
  const people = platform.memo.map<Standing>('standing', PEOPLE_MAX)
  const key = `${subject} ${versions}`
  const known = people.get(key)
  if (known && platform.clock.now().getTime() - known.readAt < REMEMBERED_MS)
    return admittedBy(known)
  const standing = await read()
  people.set(key, standing)
  return admittedBy(standing)
}

/** Asked for before the rows: what is read later is at least as new as the versions say. */
async function versionsOf({ cache, metrics }: Platform, userId: string, hqId: string) {
  try {
    const [person, tree] = await Promise.all([
      cache.version(personNamespace(userId)),
      cache.version(treeStandingNamespace(hqId)),
    ])
    return `${person} ${tree}`
  } catch {
    metrics.count('maru_cache_total', { result: 'failed' })
    return undefined
  }
}

function admittedBy(standing: Standing): Admitted {
  if ('refused' in standing) throw new AppError('unauthenticated', standing.refused)
  return standing
}

async function readSession(platform: Platform, claimed: Actor): Promise<Standing> {
  const now = platform.clock.now()
  const readAt = now.getTime()
  const [row] = await sessionStatement(platform.db).execute({ id: claimed.sessionId })
  if (!row || row.user.id !== claimed.userId || row.session.revokedAt)
    return { readAt, refused: ENDED }
  const { session } = row
  if (session.expiresAt <= now || isIdle(session, row.idleMinutes, now))
    return { readAt, refused: ENDED }
  if (barOf(row)) return { readAt, refused: ENDED }
  return { readAt, actor: actorFor(row, session), seenAt: session.lastSeenAt.getTime() }
}

/** A browser that nobody has used for as long as the tree's rule allows. Programs do not idle. */
export function isIdle(
  session: { deviceHash: string | null; lastSeenAt: Date },
  idleMinutes: number,
  now: Date,
): boolean {
  if (session.deviceHash === null) return false
  return now.getTime() - session.lastSeenAt.getTime() > idleMinutes * 60_000
}

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

const sessionStatement = (db: Db) =>
  prepared(db, 'standing', (db) =>
    db
      .select({
        ...accountColumns,
        session: {
          id: sessions.id,
          expiresAt: sessions.expiresAt,
          lastSeenAt: sessions.lastSeenAt,
          revokedAt: sessions.revokedAt,
          provenAt: sessions.provenAt,
          deviceHash: sessions.deviceHash,
        },
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(companies, eq(companies.id, users.companyId))
      .innerJoin(headquarters, eq(headquarters.id, companies.hqId))
      .leftJoin(agency, eq(agency.id, companies.agencyId))
      .leftJoin(hqSettings, eq(hqSettings.hqId, companies.hqId))
      .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
      .where(eq(sessions.id, sql.placeholder('id')))
      .prepare('standing'),
  )

async function readToken(platform: Platform, secret: string): Promise<Standing> {
  const readAt = platform.clock.now().getTime()
  const token = await findToken(platform, secret)
  const account: Account | undefined = token && (await accountOf(platform, token.userId))
  if (!token || !account || barOf(account)) return { readAt, refused: GONE }
  if (readAt - (token.lastUsedAt?.getTime() ?? 0) > TOUCH_MS)
    platform.defer(touchToken(platform, token.id))
  return { readAt, actor: { ...actorFor(account, { id: '' }), scopes: token.scopes } }
}
