import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { listen } from '#tests/servers/listen.ts'
import { startSmtp, UNKNOWN } from '#tests/servers/smtp.ts'
import { httpMail } from './mail-http.ts'
import { logMail } from './mail-log.ts'
import { noMail } from './mail-message.ts'
import { smtpMail } from './mail-smtp.ts'
import type { Mail, MailMessage } from './platform.ts'

const FROM = '마루 <maru@example.test>'
const LETTER: MailMessage = {
  to: 'kim@example.test',
  subject: '[마루] 비밀번호를 다시 정하는 주소를 보내 드려요, 30분 안에 열어 주세요 🙂',
  text: `안녕하세요.\n\n.점으로 시작하는 줄\n${'가'.repeat(300)}\nhttps://maru.example/reset?token=a=b&c=d`,
}

const smtp = await startSmtp()
const smtpUrl = (user = smtp.user, password = smtp.password, host = '127.0.0.1') =>
  `smtp://${user}:${password}@${host}:${smtp.port}`

type Posted = { authorization: string | undefined; body: unknown }
const posted: Posted[] = []
let status = 200
const http = await listen(
  createServer(async (request, response) => {
    const { authorization } = request.headers
    posted.push({ authorization, body: await json(request) })
    response.writeHead(status, { location: '/elsewhere' })
    response.end(`you said ${JSON.stringify(posted)}`)
  }),
)
afterAll(() => Promise.all([smtp.close(), http.close()]))

const printed: string[] = []
const byLog = logMail({
  write: (line) => void printed.push(line),
  clock: { now: () => new Date('2026-11-20T03:00:00Z') },
})
const bySmtp = smtpMail({ url: smtpUrl(), from: FROM })
const byHttp = httpMail({ url: http.url, token: 'mail-token', from: FROM })

/** Each way of sending, and the mails that arrived by it. */
const ways: [string, Mail, () => MailMessage[]][] = [
  ['the log of the demo', byLog, () => printed.map((line) => JSON.parse(line))],
  [
    'SMTP',
    bySmtp,
    () =>
      smtp.letters.map(({ to, headers, text }) => ({
        to: to.join(),
        subject: headers.get('subject') ?? '',
        text: text.replace(/\n$/, ''),
      })),
  ],
  [
    'HTTP',
    byHttp,
    // The test's own server: the assertions below check the form of what it received.
    () => posted.map(({ body }) => body as MailMessage),
  ],
]

beforeEach(() => {
  for (const record of [printed, posted, smtp.letters, smtp.heard]) record.length = 0
  status = 200
})

describe.each(ways)('%s', (way, mail, arrived) => {
  test('brings Korean intact', async () => {
    await mail.send(LETTER)
    const to = way === 'HTTP' ? [LETTER.to] : LETTER.to
    expect(mail.configured).toBe(true)
    expect(arrived()).toMatchObject([{ ...LETTER, to }])
  })

  test('brings many at once, each to its own address', async () => {
    const addresses = Array.from({ length: 10 }, (_, n) => `p${n}@example.test`)
    await Promise.all(addresses.map((to) => mail.send({ ...LETTER, to })))
    expect(
      arrived()
        .flatMap(({ to }) => to)
        .toSorted(),
    ).toEqual(addresses)
  })

  test.each([
    ['a second header in the subject', { subject: 'x\r\nBcc: eve@example.test' }],
    ['a bare line feed in the subject', { subject: 'x\ny' }],
    ['a second header behind the address', { to: 'kim@example.test\r\nBcc: eve@example.test' }],
    ['a second address', { to: 'kim@example.test, eve@example.test' }],
    ['an address with a display name', { to: 'eve@example.test <kim@example.test>' }],
    ['no address', { to: '' }],
  ])('%s is refused before anything is sent, and is not quoted', async (_, change) => {
    const refusal = mail.send({ ...LETTER, ...change })
    await expect(refusal).rejects.toThrow(/^The mail('s subject is not one line| has no usable)/)
    expect([...arrived(), ...smtp.heard]).toEqual([])
  })
})

describe('SMTP', () => {
  test('the sender is on the envelope and in the letter', async () => {
    await bySmtp.send(LETTER)
    const [letter] = smtp.letters
    expect(letter?.from).toBe('maru@example.test')
    expect(letter?.headers.get('from')).toBe(FROM)
    expect(letter?.headers.get('to')).toBe(LETTER.to)
  })

  test('a refused recipient is an error with its number and without the address', async () => {
    const refusal = bySmtp.send({ ...LETTER, to: UNKNOWN })
    await expect(refusal).rejects.toThrow('The mail server did not take the mail: EENVELOPE 550.')
    await expect(refusal).rejects.not.toHaveProperty('cause')
  })

  test('a wrong password sends nothing and is not quoted', async () => {
    const mail = smtpMail({ url: smtpUrl('maru', 'wrong-password'), from: FROM })
    const refusal = mail.send(LETTER)
    await expect(refusal).rejects.toThrow('did not take the mail: EAUTH 535.')
    expect(smtp.letters).toEqual([])
  })

  test('an unreachable server is an error', async () => {
    const mail = smtpMail({ url: 'smtp://127.0.0.1:1', from: FROM })
    await expect(mail.send(LETTER)).rejects.toThrow('did not take the mail: ')
  })

  test('a password does not leave this machine unencrypted', async () => {
    // The same server under a name that does not look like this machine's own.
    const url = smtpUrl(undefined, undefined, '[::ffff:127.0.0.1]')
    await expect(smtpMail({ url, from: FROM }).send(LETTER)).rejects.toThrow('did not take')
    expect(smtp.heard.some((line) => line.startsWith('EHLO'))).toBe(true)
    expect(smtp.heard.filter((line) => line.startsWith('AUTH'))).toEqual([])
  })
})

describe('HTTP', () => {
  test('the token and the sender are sent', async () => {
    await byHttp.send(LETTER)
    expect(posted).toMatchObject([{ authorization: 'Bearer mail-token', body: { from: FROM } }])
  })

  test.each([302, 401, 422, 500])(
    'a %i is an error without the text of the service, and no redirect is followed',
    async (code) => {
      status = code
      await expect(byHttp.send(LETTER)).rejects.toThrow(
        new Error(`The mail service answered ${code}.`),
      )
      expect(posted).toHaveLength(1)
    },
  )
})

test('without configuration, sending fails with the reason', async () => {
  expect(noMail().configured).toBe(false)
  await expect(noMail().send(LETTER)).rejects.toThrow('mail is not configured')
})
