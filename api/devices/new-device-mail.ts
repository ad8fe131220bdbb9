import { eq } from 'drizzle-orm'
import { sessions } from '#db/schema/devices.ts'
import { users } from '#db/schema/users.ts'
import type { Ctx } from '../context.ts'
import { inSeoul } from '../in-seoul.ts'

/**
 * Mails a person that their session was opened on a new device. Sends nothing without an e-mail address, or
 * when the session was deleted meanwhile.
 */
export async function tellNewDevice(ctx: Ctx, sessionId: string): Promise<void> {
  const [row] = await ctx.db
    .select({
      email: users.email,
      name: users.name,
      device: sessions.deviceName,
      address: sessions.address,
      at: sessions.createdAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId))
  if (!row?.email || !ctx.mail.configured) return
  const { name, device, address, at } = row
  const text = [
    `${name}님, 새 기기에서 마루에 로그인했어요.`,
    '',
    `기기: ${device ?? '알 수 없음'}`,
    `주소: ${address ?? '알 수 없음'}`,
    `시각: ${inSeoul(at)}`,
    '',
    '본인이 아니라면 내 설정에서 그 기기를 로그아웃하고 비밀번호를 바꿔 주세요.',
    ctx.settings.publicUrl,
  ].join('\n')
  await ctx.mail.send({ to: row.email, subject: '[마루] 새 기기에서 로그인했어요', text })
}
