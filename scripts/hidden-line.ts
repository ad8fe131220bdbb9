import { createInterface } from 'node:readline'
import type { ReadStream } from 'node:tty'

type Input = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>

const CTRL_C = '\u0003'
const ERASES = new Set(['\u007f', '\b'])
const ENDS = new Set(['\r', '\n', '\u0004'])

/**
 * One hidden line: from a terminal without echo, else the first line of piped input. Undefined after an
 * interruption.
 */
export function readHidden(
  prompt: string,
  input: Input = process.stdin,
  say: (text: string) => void = (text) => void process.stderr.write(text),
): Promise<string | undefined> {
  return input.isTTY ? typed(prompt, input, say) : firstLine(input)
}

function typed(prompt: string, input: Input, say: (text: string) => void) {
  // Before the prompt, so that early typing is hidden too.
  input.setRawMode?.(true)
  say(prompt)
  input.setEncoding('utf8')
  input.resume()
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  let letters: string[] = []
  const take = (chunk: string) => {
    for (const letter of chunk) {
      if (letter === CTRL_C) return end(undefined)
      if (ENDS.has(letter)) return end(letters.join(''))
      letters = ERASES.has(letter) ? letters.slice(0, -1) : [...letters, letter]
    }
  }
  function end(line: string | undefined) {
    input.off('data', take)
    input.setRawMode?.(false)
    input.pause()
    say('\n')
    resolve(line)
  }
  input.on('data', take)
  return promise
}

async function firstLine(input: Input): Promise<string | undefined> {
  const lines = createInterface({ input })
  try {
    for await (const line of lines) return line
    return undefined
  } finally {
    lines.close()
  }
}
