/** Lines wait at most this long, so that a busy process writes once for many requests. */
const WAIT_MS = 20
const WAITING_MAX = 64 * 1024

/** Collects lines and writes them together; `flush` writes the waiting ones, for errors and at the end. */
export function lineWriter(write: (text: string) => void): {
  line(text: string): void
  flush(): void
} {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting === '') return
    const text = waiting
    waiting = ''
    write(text)
  }
  return {
    line(text) {
      waiting += `${text}\n`
      if (waiting.length >= WAITING_MAX) flush()
      else timer ??= setTimeout(flush, WAIT_MS).unref()
    },
    flush,
  }
}
