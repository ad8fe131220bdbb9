import { base64url } from 'jose'
import type { Platform } from '../platform/platform.ts'

/** The session, and how often its token has been rotated. */
export type RefreshToken = { sessionId: string; counter: number }

type Keys = Pick<Platform, 'settings'>
type Key = Platform['settings']['tokenKeys'][number]

const SHAPE = /^v1\.([\w.-]{1,40})\.([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/

/**
 * `v1.<key>.<session>.<counter>.<mac>`. It is derived from session and counter and never stored, so requests
 * that race for a successor all get the same one.
 */
export async function refreshTokenFor({ settings }: Keys, token: RefreshToken): Promise<string> {
  const [key] = settings.tokenKeys
  if (!key) throw new Error('there is no key to sign tokens with')
  const mac = await crypto.subtle.sign('HMAC', await imported(key), message(token))
  const { sessionId, counter } = token
  return ['v1', key.id, sessionId, counter, base64url.encode(new Uint8Array(mac))].join('.')
}

/** Reads a token, undefined if it is not ours. Only the database knows whether its session is still open. */
export async function readRefreshToken(
  { settings }: Keys,
  text: string,
): Promise<RefreshToken | undefined> {
  const [, keyId, sessionId = '', counter, mac = ''] = SHAPE.exec(text) ?? []
  const key = settings.tokenKeys.find(({ id }) => id === keyId)
  if (!key) return undefined
  const token = { sessionId, counter: Number(counter) }
  const genuine = await crypto.subtle.verify(
    'HMAC',
    await imported(key),
    new Uint8Array(base64url.decode(mac)),
    message(token),
  )
  return genuine ? token : undefined
}

const imported = ({ secret }: Key) =>
  crypto.subtle.importKey('raw', new Uint8Array(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])

/** The same keys sign access tokens. Those never contain a bar, so the two cannot be confused. */
const message = ({ sessionId, counter }: RefreshToken) =>
  new TextEncoder().encode(`refresh|${sessionId}|${counter}`)
