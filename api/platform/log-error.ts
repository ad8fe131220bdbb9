const CAUSES_MAX = 5
const FRAMES_MAX = 20
const MESSAGE_MAX = 2_000

export type DescribedError = {
  name: string
  message?: string
  code?: string
  stack?: string[]
  cause?: DescribedError
}

/**
 * What helps to find a fault, without people's input: name, message, code, stack frames and the chain of
 * causes. Other properties (a query's parameters, a row in a database's `detail`) stay out.
 */
export function describeError(error: unknown, depth = 1): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error }
  const described: DescribedError = {
    name: error.name,
    message: withoutData(error).slice(0, MESSAGE_MAX),
    // A stack begins with the message and its parameters; only the frames are wanted.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((frame) => /^\s+at /.test(frame))
      .slice(0, FRAMES_MAX)
      .map((frame) => frame.trim()),
  }
  if ('code' in error && typeof error.code === 'string') described.code = error.code.slice(0, 40)
  if (error.cause !== undefined && depth < CAUSES_MAX)
    described.cause = describeError(error.cause, depth + 1)
  return described
}

function withoutData(error: Error): string {
  // Drizzle appends the parameters to the message of a failed query.
  if ('query' in error && 'params' in error) return `Failed query: ${error.query}`
  const code = 'code' in error ? String(error.code) : ''
  // An error that a database function raises may quote the refused row.
  if (/^P0\d{3}$/.test(code)) return 'A function of the database refused it.'
  // Postgres quotes an unreadable value (class 22), a JSON parser the text around the fault.
  const quotesInput = error instanceof SyntaxError || /^22/.test(code)
  return quotesInput ? error.message.replace(/"[\s\S]*"/, '"…"') : error.message
}
