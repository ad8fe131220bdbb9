import { base64url } from 'jose'
import type { Platform } from '../platform/platform.ts'

/** Which session's how-manieth token it is. */
export type RefreshToken = { sessionId: string; counter: number }

type Keys = Pick<Platform, 'settings'>
type Key = Platform['settings']['tokenKeys'][number]

const SHAPE = /^v1\.([\w.-]{1,40})\.([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/

/**
 * `v1.<key>.<session>.<counter>.<mac>`. It is derived, never stored, and always the same for the same
 * session and counter: whoever races for a successor gets the one successor.
 */
export async function refreshTokenFor({ settings }: Keys, token: RefreshToken): Promise<string> {
  const [key] = settings.tokenKeys
  if (!key) throw new Error('there is no key to sign tokens with')
  const mac = await crypto.subtle.sign('HMAC', await imported(key), message(token))
  const { sessionId, counter } = token
  return ['v1', key.id, sessionId, counter, base64url.encode(new Uint8Array(mac))].join('.')
}

/** What a token says, if it is one of ours. Whether its session lives on is the database's to say. */
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

/** The bars keep it apart from access tokens, which the same keys sign: those never contain one. */
const message = ({ sessionId, counter }: RefreshToken) =>
  new TextEncoder().encode(`refresh|${sessionId}|${counter}`)
