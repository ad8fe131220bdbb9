import { createServer, type Socket } from 'node:net'
import { readLetter } from './letter.ts'

export type Letter = { from: string; to: string[]; headers: Map<string, string>; text: string }
export type SmtpServer = {
  port: number
  user: string
  password: string
  /** The received mails, decoded, in order. */
  letters: Letter[]
  /** All commands as received; a password is here only if the client sent it. */
  heard: string[]
  close(): Promise<void>
}

/** An unknown recipient: the server's answer repeats the address, as many servers do. */
export const UNKNOWN = 'nobody@example.test'

/** The part of SMTP (RFC 5321, 4954) for sending; it accepts mail only with its password. */
export async function startSmtp(): Promise<SmtpServer> {
  const [user, password] = ['maru', crypto.randomUUID()]
  const letters: Letter[] = []
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const expected = Buffer.from(`\0${user}\0${password}`).toString('base64')

  const server = createServer((socket) => {
    sockets.add(socket)
    const say = (line: string) => socket.write(`${line}\r\n`)
    let letter = { from: '', to: [] as string[] }
    let lines: string[] | undefined
    let isKnown = false

    function hearCommand(line: string) {
      heard.push(line)
      const [verb = ''] = line.toUpperCase().split(' ')
      if (verb === 'EHLO') return say('250-smtp.test\r\n250-SMTPUTF8\r\n250 AUTH PLAIN')
      if (verb === 'QUIT') return void socket.end('221 bye\r\n')
      if (verb === 'RSET') return say('250 ok')
      if (verb === 'AUTH') {
        isKnown = line === `AUTH PLAIN ${expected}`
        return say(isKnown ? '235 welcome' : '535 5.7.8 wrong password')
      }
      if (!isKnown) return say('530 5.7.0 sign in first')
      if (verb === 'MAIL') {
        letter = { from: bracketed(line), to: [] }
        return say('250 ok')
      }
      if (verb === 'RCPT') {
        const to = bracketed(line)
        if (to === UNKNOWN) return say(`550 5.1.1 <${to}> is unknown here`)
        letter.to.push(to)
        return say('250 ok')
      }
      if (verb !== 'DATA') return say('502 5.5.1 what?')
      lines = []
      say('354 go on')
    }

    function hearText(line: string, text: string[]) {
      // A line that begins with a dot was sent with one more.
      if (line !== '.') return void text.push(line.replace(/^\./, ''))
      letters.push({ ...letter, ...readLetter(text) })
      lines = undefined
      say('250 taken')
    }

    let rest = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      const parts = (rest + chunk).split('\r\n')
      rest = parts.pop() ?? ''
      for (const line of parts) lines ? hearText(line, lines) : hearCommand(line)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    say('220 smtp.test')
  })

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    port: address.port,
    user,
    password,
    letters,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const bracketed = (line: string) => line.match(/<([^>]*)>/)?.[1] ?? ''
