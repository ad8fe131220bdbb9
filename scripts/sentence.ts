/**
 * The sentence about a failure for a person at the terminal: the error's message or, for an unusable file,
 * its name and the remedy.
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (isOfFile(error)) return ofFile(error)
  // Drizzle's message has the statement and its parameters; the cause has the error.
  if ('query' in error && error.cause) return sentenceOf(error.cause)
  // Several addresses of one host were tried, and each failed in its own way.
  if (error instanceof AggregateError && !error.message)
    return error.errors.map(sentenceOf).join('; ')
  return error.message || error.name
}

type FileError = Error & { code: string; path: string }

function isOfFile(error: Error): error is FileError {
  return (
    'code' in error && 'path' in error && 'syscall' in error && !error.message.includes('spawn')
  )
}

const TO_DO: Record<string, string> = {
  EACCES: 'give this account the right to it, or choose another folder',
  EPERM: 'give this account the right to it, or choose another folder',
  EROFS: 'its disk is read-only: make it writable, or choose another folder',
  ENOSPC: 'the disk is full: free some space, or choose another folder',
  EDQUOT: 'this account may use no more of the disk: free some space, or choose another folder',
  ENOTDIR: 'a part of its path is a file: move that file away, or choose another folder',
  EEXIST: 'something else has that name: move it away, or choose another folder',
  EISDIR: 'it is a folder where a file belongs: move it away',
}

function ofFile({ code, path, message }: FileError): string {
  const reason = TO_DO[code] ?? message
  return `${path} cannot be used (${code}): ${reason}. MARU_DATA names the folder of the data.`
}
