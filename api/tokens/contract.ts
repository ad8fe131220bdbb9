import * as z from 'zod'
import { Id, Instant, setOf, Text, Word } from '../shapes.ts'

export const TOKEN_DAYS_MAX = 365
export const TOKENS_MAX = 20

export type ApiToken = z.infer<typeof ApiToken>
export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
})

export type ApiTokenList = z.infer<typeof ApiTokenList>
export const ApiTokenList = z.object({ items: z.array(ApiToken) })

/** `scopes` are permissions that the person holds (`GET /me/permissions`). */
export type CreateApiToken = z.infer<typeof CreateApiToken>
export const CreateApiToken = z.strictObject({
  name: Text(60),
  scopes: setOf(Word(60), { min: 1, max: 100 }),
  expiresInDays: z.int().min(1).max(TOKEN_DAYS_MAX),
})

/** `secret` is shown this once; only its hash is stored. */
export type CreatedApiToken = z.infer<typeof CreatedApiToken>
export const CreatedApiToken = ApiToken.extend({ secret: z.string() })
