import { eq } from 'drizzle-orm'
import { apiTokens } from '#db/schema/tokens.ts'
import { users } from '#db/schema/users.ts'
import type { Ctx } from '../context.ts'
import { inSeoul } from '../in-seoul.ts'

/**
 * Mails the owner of a token that it was made. Sends nothing without an e-mail address, or when it was
 * deleted meanwhile.
 */
export async function tellNewToken(ctx: Ctx, tokenId: string): Promise<void> {
  const [row] = await ctx.db
    .select({
      email: users.email,
      person: users.name,
      name: apiTokens.name,
      at: apiTokens.createdAt,
      until: apiTokens.expiresAt,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(eq(apiTokens.id, tokenId))
  if (!row?.email || !ctx.mail.configured) return
  const text = [
    `${row.person}님, 마루 계정에 API 토큰이 만들어졌어요.`,
    '',
    `이름: ${row.name}`,
    `만든 시각: ${inSeoul(row.at)}`,
    `끝나는 시각: ${inSeoul(row.until)}`,
    '',
    '본인이 아니라면 내 설정에서 그 토큰을 폐기하고 비밀번호를 바꿔 주세요.',
    ctx.settings.publicUrl,
  ].join('\n')
  await ctx.mail.send({ to: row.email, subject: '[마루] API 토큰이 만들어졌어요', text })
}
