import type { Context, TypedResponse } from 'hono'
import type { AppEnv } from './env.ts'

/** Longer arrays are written so many elements at a time. */
const ELEMENTS = 100
const PIECE_CHARACTERS = 65_536

/**
 * JSON of many megabytes, written while it is sent: as one text and its bytes it would take more memory than the
 * value itself, and hold up every other request.
 */
export function largeJson<T, E extends AppEnv>(
  c: Context<E>,
  value: T,
): Response & TypedResponse<T, 200, 'json'> {
  const pieces = jsonPieces(value)
  const stream = new ReadableStream<string>({
    pull: (controller) => {
      let text = ''
      while (text.length < PIECE_CHARACTERS) {
        const { done, value } = pieces.next()
        if (done) break
        text += value
      }
      if (text) controller.enqueue(text)
      else controller.close()
    },
  }).pipeThrough(new TextEncoderStream())
  const response = c.body(stream, 200, { 'content-type': 'application/json' })
  // The text is that of a T, which Hono cannot see.
  return response as unknown as Response & TypedResponse<T, 200, 'json'>
}

/** The text that `JSON.stringify` gives, in pieces. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) yield* arrayPieces(value)
  else if (typeof value === 'object' && value !== null) {
    let before = '{'
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue
      yield `${before}${JSON.stringify(name)}:`
      yield* jsonPieces(member)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  } else yield JSON.stringify(value)
}

function* arrayPieces(array: readonly unknown[]): Generator<string> {
  yield '['
  if (array.length <= ELEMENTS)
    for (const [at, element] of array.entries()) {
      if (at > 0) yield ','
      yield* jsonPieces(element)
    }
  else
    for (let at = 0; at < array.length; at += ELEMENTS)
      yield (at > 0 ? ',' : '') + JSON.stringify(array.slice(at, at + ELEMENTS)).slice(1, -1)
  yield ']'
}
