import type { Ctx } from '../context.ts'
import type { Fault } from '../ledger/faults.ts'

/** The mail lists at most this many faults; the log has all. */
const WRITTEN_MAX = 20

/**
 * Mails `OPERATOR_EMAIL`, if it is set and mail is configured. The mail contains ids and amounts, no personal
 * data.
 */
export async function tellOperator(ctx: Ctx, faults: Fault[]): Promise<void> {
  const to = ctx.settings.operatorEmail
  if (!to || !ctx.mail.configured) return
  const lines = faults
    .slice(0, WRITTEN_MAX)
    .map(({ check, subject, expected, found }) => `- ${check} · ${subject}: ${expected} ≠ ${found}`)
  const text = [
    `장부를 다시 맞춰 보니 어긋난 곳이 ${faults.length}건 있어요. (${ctx.settings.publicUrl})`,
    '기록에서 계산한 값 ≠ 적혀 있는 값이에요.',
    '',
    ...lines,
    ...(faults.length > WRITTEN_MAX ? [`- 그 밖에 ${faults.length - WRITTEN_MAX}건`] : []),
    '',
    '정산 승인과 지급을 멈추고, 장부 점검 명령으로 전체를 확인해 주세요.',
  ]
  await ctx.mail.send({ to, subject: '[마루] 장부가 맞지 않아요', text: text.join('\n') })
}
