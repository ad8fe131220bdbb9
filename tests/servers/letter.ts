/** Reads back a mail in its transport form (RFC 5322, 2045, 2047): one text part, UTF-8. */
export function readLetter(lines: string[]): { headers: Map<string, string>; text: string } {
  const end = lines.indexOf('')
  const headers = new Map<string, string>()
  // A header continues on lines that begin with a space.
  for (const line of lines
    .slice(0, end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [name = '', ...value] = line.split(': ')
    headers.set(name.toLowerCase(), decodedWords(value.join(': ')))
  }
  const body = lines.slice(end + 1)
  return { headers, text: decodedBody(body, headers.get('content-transfer-encoding') ?? '7bit') }
}

function decodedBody(lines: string[], encoding: string): string {
  if (encoding === 'base64') return Buffer.from(lines.join(''), 'base64').toString()
  const text = lines.join('\n')
  return encoding === 'quoted-printable' ? fromQuoted(text.replace(/=\n/g, '')) : text
}

/** Adjacent encoded words lose the space between them, which may even be in the middle of a character. */
function decodedWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) => {
    const words = run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)
    return Buffer.concat(
      [...words].map(([, kind = '', word = '']) =>
        kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : bytesOf(word.replace(/_/g, ' ')),
      ),
    ).toString()
  })
}

const fromQuoted = (text: string) => bytesOf(text).toString()
const bytesOf = (quoted: string) =>
  Buffer.from(
    quoted.replace(/=([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )
