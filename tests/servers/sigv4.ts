import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const SKEW_MS_MAX = 15 * 60 * 1000

export type Denial = 'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch'
export type Credentials = { keyId: string; secret: string; region: string }

/** Checks AWS Signature Version 4 by computing it anew from the request. Undefined: it is valid. */
export function denialOf(request: IncomingMessage, known: Credentials): Denial | undefined {
  const header = request.headers.authorization ?? ''
  const [, keyId, scope, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    ) ?? []
  if (!keyId || !scope || !signedHeaders || !signature) return 'AccessDenied'
  if (keyId !== known.keyId) return 'InvalidAccessKeyId'

  const names = signedHeaders.split(';')
  const must = ['host', 'x-amz-date', 'x-amz-content-sha256']
  const date = request.headers['x-amz-date']?.toString() ?? ''
  const day = date.slice(0, 8)
  if (!must.every((name) => names.includes(name)) || !isRecent(date)) return 'AccessDenied'
  if (scope !== `${day}/${known.region}/s3/aws4_request`) return 'AccessDenied'

  const url = new URL(request.url ?? '/', 'http://s3')
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(url),
    ...names.map((name) => `${name}:${request.headers[name]?.toString().trim()}`),
    '',
    signedHeaders,
    request.headers['x-amz-content-sha256'],
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

function isRecent(date: string): boolean {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  return Math.abs(Date.now() - Date.parse(iso)) <= SKEW_MS_MAX
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
