import type { Ctx } from '../context.ts'
import { inSeoul } from '../in-seoul.ts'
import type { MailMessage } from '../platform/platform.ts'
import type { InvitationItem } from './contract.ts'

/** How long the inviting person waits for the mail server; they see the link in any case. */
const MAIL_MS_MAX = 5_000

type Mailing = Pick<Ctx, 'mail' | 'defer' | 'log' | 'requestId'>

/** True when the mail server accepts the mail in time. A failure is logged without address and text. */
export async function mailInTime(
  { mail, defer, log, requestId }: Mailing,
  message: MailMessage,
  withinMs = MAIL_MS_MAX,
): Promise<boolean> {
  if (!mail.configured) return false
  const sent = mail.send(message).then(
    () => true,
    (cause: unknown) => {
      log.error('registration.mail_failed', { requestId }, cause)
      return false
    },
  )
  // The mail may still be sent after the answer.
  defer(sent)
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), withinMs)
  const inTime = await Promise.race([sent, late])
  clearTimeout(timer)
  return inTime
}

const ROLE = { admin: '관리자', staff: '직원' } as const

/** The invitation mail. The subject must be one line, so the company's name is flattened. */
export function letterOf(
  {
    company,
    role,
    name,
    expiresAt,
  }: Pick<InvitationItem, 'company' | 'role' | 'name' | 'expiresAt'>,
  to: string,
  link: string,
): MailMessage {
  const from = company.name.replace(/[\s\p{Cc}]+/gu, ' ')
  const text = `${name ? `${name}님, 안녕하세요.` : '안녕하세요.'}

${from}에서 마루에 ${ROLE[role]} 자격으로 초대했어요. 아래 주소에서 아이디와 비밀번호를 정하면 바로 쓸 수 있어요.

${link}

이 주소는 ${inSeoul(new Date(expiresAt))}까지 한 번만 쓸 수 있어요. 다른 사람에게 보내지 마세요.
모르는 초대라면 이 메일을 지워 주세요.
`
  return { to, subject: `[마루] ${from}에서 초대했어요`, text }
}
