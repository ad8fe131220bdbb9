import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'
import { bytesAtMost } from './read.ts'

type WithFile = AppEnv & { Variables: { bytes: Uint8Array } }
/** Callers that use the routes' types must give the file. */
type AsFile = { in: { form: Blob }; out: { form: unknown } }
type Bounds = { types: readonly string[]; bytesMax: number }

/** The body is the bytes of a file: of one of these media types, and read no further than its bound. */
export const file = ({ types, bytesMax }: Bounds) => {
  const tooLarge = () =>
    new AppError('too_large', `The file may have at most ${bytesMax} bytes. Split it.`, {
      facts: { maxBytes: bytesMax },
    })
  return noted(
    createMiddleware<WithFile, string, AsFile>(async (c, next) => {
      const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      if (!types.includes(type))
        throw new AppError(
          'unsupported_media_type',
          `Send the bytes of the file as one of these types: ${types.join(', ')}.`,
        )
      const encoding = c.req.header('content-encoding')
      if (encoding && encoding.toLowerCase() !== 'identity')
        throw new AppError('unsupported_media_type', 'Send the file without Content-Encoding.')
      const declared = c.req.header('content-length')
      if (declared !== undefined && !(Number(declared) <= bytesMax)) throw tooLarge()
      const { body } = c.req.raw
      c.set('bytes', body ? await bytesAtMost(body, bytesMax, tooLarge) : new Uint8Array())
      await next()
    }),
    { file: types, problems: ['malformed', 'too_large', 'unsupported_media_type'] },
  )
}
