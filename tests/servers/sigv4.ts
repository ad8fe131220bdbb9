import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const SKEW_MS_MAX = 15 * 60 * 1000

export type Denial = 'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch'
export type Credentials = { keyId: string; secret: string; region: string }

type Signed = {
  keyId: string
  scope: string
  signedHeaders: string
  signature: string
  date: string
  digest: string
  /** Headers that must be signed. */
  must: string[]
  /** How long the signature holds, in milliseconds. */
  holdsMs: number
}

/** Checks AWS Signature Version 4 by computing it anew from the request. Undefined: it is valid. */
export function denialOf(request: IncomingMessage, known: Credentials): Denial | undefined {
  const url = new URL(request.url ?? '/', 'http://s3')
  const signed = url.searchParams.has('X-Amz-Signature') ? inQuery(url) : inHeaders(request)
  if (!signed) return 'AccessDenied'
  const { keyId, scope, signedHeaders, signature, date, digest, must, holdsMs } = signed
  if (keyId !== known.keyId) return 'InvalidAccessKeyId'

  const names = signedHeaders.split(';')
  const day = date.slice(0, 8)
  if (!must.every((name) => names.includes(name)) || !isRecent(date, holdsMs)) return 'AccessDenied'
  if (scope !== `${day}/${known.region}/s3/aws4_request`) return 'AccessDenied'

  url.searchParams.delete('X-Amz-Signature')
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(url),
    ...names.map((name) => `${name}:${request.headers[name]?.toString().trim()}`),
    '',
    signedHeaders,
    digest,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')
  const keyOfDay = [day, known.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${known.secret}`,
  )
  const expected = createHmac('sha256', keyOfDay).update(toSign).digest('hex')
  return expected === signature ? undefined : 'SignatureDoesNotMatch'
}

export const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

function inHeaders({ headers }: IncomingMessage): Signed | undefined {
  const [, keyId, scope, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? []
  if (!keyId || !scope || !signedHeaders || !signature) return undefined
  return {
    ...{ keyId, scope, signedHeaders, signature },
    date: headers['x-amz-date']?.toString() ?? '',
    digest: headers['x-amz-content-sha256']?.toString() ?? '',
    must: ['host', 'x-amz-date', 'x-amz-content-sha256'],
    holdsMs: SKEW_MS_MAX,
  }
}

/** A signed address: whoever has it may send the request until it expires. */
function inQuery({ searchParams }: URL): Signed | undefined {
  const part = (name: string) => searchParams.get(`X-Amz-${name}`) ?? ''
  const [keyId = '', ...scope] = part('Credential').split('/')
  if (part('Algorithm') !== 'AWS4-HMAC-SHA256') return undefined
  return {
    keyId,
    scope: scope.join('/'),
    signedHeaders: part('SignedHeaders'),
    signature: part('Signature'),
    date: part('Date'),
    digest: 'UNSIGNED-PAYLOAD',
    must: ['host'],
    holdsMs: Number(part('Expires')) * 1000,
  }
}

function isRecent(date: string, holdsMs: number): boolean {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const ageMs = Date.now() - Date.parse(iso)
  return ageMs >= -SKEW_MS_MAX && ageMs <= holdsMs
}

function canonicalQuery(url: URL): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
}
