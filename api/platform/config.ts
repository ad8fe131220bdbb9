import * as z from 'zod'
import { type Key, keyRing } from './key-ring.ts'

const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address', abort: true })
/** Cookies and webhooks are bound to an origin, so a path or a query in it is a mistake. */
const origin = address
  .refine((url) => ['/', ''].includes(new URL(url).pathname) && !new URL(url).search, {
    error: 'must be an origin only, like https://maru.example, without a path',
  })
  .transform((url) => new URL(url).origin)
const postgres = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address like postgres://user:password@host:5432/name',
})
const port = z.coerce
  .number({ error: 'must be a port number, 1 to 65535' })
  .int()
  .min(1)
  .max(65_535)

/** All variables. `.env.example` says what each one does; a test keeps the two in agreement. */
export const VARIABLES = z.object({
  PORT: port.default(8787),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  MARU_DATA: z.string().default('.maru'),
  DATABASE_URL: postgres.optional(),
  DATABASE_REPLICA_URL: postgres.optional(),
  DATABASE_POOL: z.coerce
    .number({ error: 'must be a number of connections, 1 to 100' })
    .int()
    .min(1)
    .max(100)
    .default(8),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be an address like redis://host:6379' })
    .optional(),
  UPSTASH_REDIS_REST_URL: address.optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  QSTASH_URL: address.default('https://qstash.upstash.io'),
  QSTASH_TOKEN: z.string().optional(),
  QSTASH_CURRENT_SIGNING_KEY: z.string().optional(),
  QSTASH_NEXT_SIGNING_KEY: z.string().optional(),
  S3_ENDPOINT: address.optional(),
  S3_REGION: z.string().default('auto'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  TOKEN_KEYS: keyRing({ bytesMin: 32 }).optional(),
  VAULT_KEYS: keyRing({ bytesMin: 32, bytesMax: 32 }).optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must be an address like smtps://user:password@host:465',
    })
    .optional(),
  MAIL_HTTP_URL: address.optional(),
  MAIL_HTTP_TOKEN: z.string().optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?!.*\p{Cc})([^<>]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/u, {
      error: 'must be an address like maru@example.com or Maru <maru@example.com>',
    })
    .optional(),
  TRUSTED_PROXIES: z.coerce
    .number({ error: 'must be a number of proxies, 0 to 10' })
    .int()
    .min(0)
    .max(10)
    .default(0),
  BOOTSTRAP_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  OPERATOR_EMAIL: z.email('must be an address like ops@example.com').optional(),
  // The build of the site reads these (`site/lib/operator.ts`); a check here makes a slip stop the start.
  OPERATOR_NAME: z.string().max(100).optional(),
  OPERATOR_REPRESENTATIVE: z.string().max(100).optional(),
  OPERATOR_BUSINESS_NUMBER: z
    .string()
    .regex(/^\d{3}-\d{2}-\d{5}$/, 'must be a number like 124-81-00998')
    .optional(),
  OPERATOR_ADDRESS: z.string().max(200).optional(),
  OPERATOR_PHONE: z.string().max(40).optional(),
  OPERATOR_CONTACT: z.email('must be an address like help@example.com').optional(),
  REQUESTS_PER_MINUTE: z.coerce
    .number({ error: 'must be a number of requests, 60 to 1000000000' })
    .int()
    .min(60)
    .max(1_000_000_000)
    .default(600),
  LOG_LEVEL: z.enum(['info', 'error'], { error: 'must be info or error' }).default('info'),
  RELEASE: z.string().default('dev'),
  NEON_WS_PROXY: z
    .string()
    .regex(/^[^\s/:]+(:\d+)?(\/\S*)?$/, 'must look like host:port/path, without a scheme')
    .optional(),
})
type Variables = z.infer<typeof VARIABLES>
type Name = keyof Variables

/** Variables that need each other: if one is set, all of the group must be. */
const GROUPS: Name[][] = [
  ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'],
  ['QSTASH_TOKEN', 'QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY', 'PUBLIC_URL'],
  ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['SMTP_URL', 'MAIL_FROM'],
  ['MAIL_HTTP_URL', 'MAIL_HTTP_TOKEN', 'MAIL_FROM'],
]
/** Needed by more than one group, or useful alone: they require no group, but groups require them. */
const SHARED: Name[] = ['PUBLIC_URL', 'MAIL_FROM']

export type MailConfig =
  | { by: 'smtp'; url: string; from: string }
  | { by: 'http'; url: string; token: string; from: string }

export type Config = {
  port: number
  host: string
  publicUrl: string
  dataFolder: string
  logLevel: 'info' | 'error'
  release: string
  databasePool: number
  redis: { url: string } | undefined
  upstash: { url: string; token: string } | undefined
  qstash: { url: string; token: string; currentKey: string; nextKey: string } | undefined
  s3:
    | { endpoint: string; region: string; bucket: string; keyId: string; secret: string }
    | undefined
  mail: MailConfig | undefined
  trustedProxies: number
  bootstrapToken: string | undefined
  metricsToken: string | undefined
  operatorEmail: string | undefined
  requestsPerMinute: number
} & (
  | { demo: true; database: undefined; tokenKeys: Key[] | undefined; vaultKeys: Key[] | undefined }
  | {
      demo: false
      database: { url: string; replicaUrl: string | undefined; wsProxy: string | undefined }
      tokenKeys: Key[]
      vaultKeys: Key[]
    }
)

/**
 * Parses the environment once. Throws one error that names every wrong variable, its fault and the remedy.
 * It never repeats a value, because some are secrets.
 */
export function parseConfig(env: Record<string, unknown>): Config {
  // Compose files and shells pass an unset variable as empty text.
  const given = Object.fromEntries(
    Object.keys(VARIABLES.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  )
  const parsed = VARIABLES.safeParse(given)
  const faults = parsed.success
    ? faultsTogether(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path[0]?.toString()} ${issue.message}`)
  if (!parsed.success || faults.length > 0) throw new Error(sentence(faults))
  return assemble(parsed.data)
}

const sentence = (faults: string[]) =>
  `The configuration is not usable; see .env.example.\n${faults.map((f) => `- ${f}`).join('\n')}`

function faultsTogether(v: Variables): string[] {
  const faults: string[] = []
  const isSet = (name: Name) => v[name] !== undefined
  for (const group of GROUPS) {
    const [first = 'PORT'] = group
    const given = group.filter((name) => isSet(name) && !SHARED.includes(name))
    if (given.length === 0) continue
    for (const name of group.filter((name) => !isSet(name)))
      faults.push(`${name} is missing: ${given[0] ?? first} needs it; set both or neither`)
  }
  if (isSet('REDIS_URL') && isSet('UPSTASH_REDIS_REST_URL'))
    faults.push('REDIS_URL and UPSTASH_REDIS_REST_URL are both set: keep one, unset the other')
  if (isSet('SMTP_URL') && isSet('MAIL_HTTP_URL'))
    faults.push('SMTP_URL and MAIL_HTTP_URL are both set: keep one, unset the other')
  if (isSet('MAIL_FROM') && !isSet('SMTP_URL') && !isSet('MAIL_HTTP_URL'))
    faults.push('MAIL_FROM is set without a way to send: set SMTP_URL or MAIL_HTTP_URL too')
  if (isSet('DATABASE_REPLICA_URL') && !isSet('DATABASE_URL'))
    faults.push('DATABASE_REPLICA_URL is set without DATABASE_URL: set DATABASE_URL too')
  if (isSet('DATABASE_URL'))
    for (const name of ['TOKEN_KEYS', 'VAULT_KEYS'] as const)
      if (!isSet(name))
        faults.push(
          `${name} is missing: it is required with DATABASE_URL; make one with \`echo k1:$(openssl rand 32 | basenc --base64url -w0)\``,
        )
  return faults
}

function assemble(v: Variables): Config {
  const shared = {
    port: v.PORT,
    host: v.HOST,
    publicUrl: v.PUBLIC_URL ?? `http://localhost:${v.PORT}`,
    dataFolder: v.MARU_DATA,
    logLevel: v.LOG_LEVEL,
    release: v.RELEASE,
    databasePool: v.DATABASE_POOL,
    redis: v.REDIS_URL ? { url: v.REDIS_URL } : undefined,
    upstash:
      v.UPSTASH_REDIS_REST_URL && v.UPSTASH_REDIS_REST_TOKEN
        ? { url: v.UPSTASH_REDIS_REST_URL, token: v.UPSTASH_REDIS_REST_TOKEN }
        : undefined,
    qstash:
      v.QSTASH_TOKEN && v.QSTASH_CURRENT_SIGNING_KEY && v.QSTASH_NEXT_SIGNING_KEY
        ? {
            url: v.QSTASH_URL,
            token: v.QSTASH_TOKEN,
            currentKey: v.QSTASH_CURRENT_SIGNING_KEY,
            nextKey: v.QSTASH_NEXT_SIGNING_KEY,
          }
        : undefined,
    s3:
      v.S3_ENDPOINT && v.S3_BUCKET && v.S3_ACCESS_KEY_ID && v.S3_SECRET_ACCESS_KEY
        ? {
            endpoint: v.S3_ENDPOINT,
            region: v.S3_REGION,
            bucket: v.S3_BUCKET,
            keyId: v.S3_ACCESS_KEY_ID,
            secret: v.S3_SECRET_ACCESS_KEY,
          }
        : undefined,
    mail: mailIn(v),
    trustedProxies: v.TRUSTED_PROXIES,
    bootstrapToken: v.BOOTSTRAP_TOKEN,
    metricsToken: v.METRICS_TOKEN,
    operatorEmail: v.OPERATOR_EMAIL,
    requestsPerMinute: v.REQUESTS_PER_MINUTE,
  }
  if (v.DATABASE_URL && v.TOKEN_KEYS && v.VAULT_KEYS)
    return {
      ...shared,
      demo: false,
      database: {
        url: v.DATABASE_URL,
        replicaUrl: v.DATABASE_REPLICA_URL,
        wsProxy: v.NEON_WS_PROXY,
      },
      tokenKeys: v.TOKEN_KEYS,
      vaultKeys: v.VAULT_KEYS,
    }
  return {
    ...shared,
    demo: true,
    database: undefined,
    tokenKeys: v.TOKEN_KEYS,
    vaultKeys: v.VAULT_KEYS,
  }
}

function mailIn(v: Variables): MailConfig | undefined {
  const { SMTP_URL, MAIL_HTTP_URL, MAIL_HTTP_TOKEN, MAIL_FROM: from } = v
  if (SMTP_URL && from) return { by: 'smtp', url: SMTP_URL, from }
  if (MAIL_HTTP_URL && MAIL_HTTP_TOKEN && from)
    return { by: 'http', url: MAIL_HTTP_URL, token: MAIL_HTTP_TOKEN, from }
  return undefined
}
