import type { Problem } from '#api/errors.ts'
import { ApiProblem } from './problem.ts'

type Options = {
  /** The share of the bytes that has gone, from 0 to 1. */
  onSent: (share: number) => void
  signal: AbortSignal
}

/**
 * Sends a file to the signed address of an upload, of this product or of its storage, without cookies. Only
 * this old interface tells how much has gone. Throws `ApiProblem`; after an abort it throws the reason.
 */
export function sendFile(
  { url, headers }: { url: string; headers: Readonly<Record<string, string>> },
  file: Blob,
  { onSent, signal }: Options,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0)
    request.onload = () =>
      request.status < 300 ? resolve() : reject(problemIn(request.status, request.responseText))
    request.onerror = () => reject(new ApiProblem(0, { code: 'offline' }))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** The problem of our own route; a storage says what it refuses in a language of its own. */
function problemIn(status: number, text: string): ApiProblem {
  try {
    // Every failure of the API has this body; anything else has no code.
    const body = JSON.parse(text) as Partial<Problem>
    return new ApiProblem(status, { ...body, code: body.code ?? 'unreadable' })
  } catch {
    return new ApiProblem(status, { code: 'unreadable' })
  }
}
