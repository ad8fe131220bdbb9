/**
 * Combines the requests of one turn of the event loop into one call, and gives each its answer. The call is
 * sent after the last of them, so the answer is new for each.
 */
export function together<Answer>(
  ask: (keys: readonly string[]) => Promise<Answer>,
  atTurnsEnd: (send: () => void) => void,
): (keys: readonly string[]) => Promise<Answer> {
  let open: { keys: Set<string>; answer: Promise<Answer> } | undefined

  const begin = () => {
    const keys = new Set<string>()
    const { promise: answer, resolve } = Promise.withResolvers<Answer>()
    atTurnsEnd(() => {
      open = undefined
      resolve(ask([...keys]))
    })
    return { keys, answer }
  }
  return (keys) => {
    open ??= begin()
    for (const key of keys) open.keys.add(key)
    return open.answer
  }
}
