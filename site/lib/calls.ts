import { filled, type Place } from './address.ts'
import type { Address, AnswerTo, CommandOf, PathOf, Verb } from './api-types.ts'
import { problemOf } from './problem.ts'
import type { Sent } from './send.ts'

/** Sends a call and resolves with the response, whether or not it succeeded. */
type Exchange = (method: string, address: string, sent: Sent, path: string) => Promise<Response>

/** The verbs of the API over one way of sending; the routes give the types. */
export function callsOf(exchange: Exchange) {
  const command =
    <V extends Exclude<Verb, 'get'>>(method: V) =>
    <P extends PathOf<V>>(path: P, ...[given]: CommandOf<V, P>): Promise<AnswerTo<V, P>> => {
      // Checked against the route; which route it is does not matter here.
      const { param, query, ...sent } = (given ?? {}) as Place & Sent
      const address = filled(path, { ...(param && { param }), ...(query && { query }) })
      return answerOf(exchange(method.toUpperCase(), address, { json: {}, ...sent }, path))
    }
  return {
    get: <T>(address: Address<T>, sent: Pick<Sent, 'signal'> = {}): Promise<T> =>
      answerOf(exchange('GET', address, sent, address)),
    post: command('post'),
    put: command('put'),
    patch: command('patch'),
    delete: command('delete'),
  }
}

async function answerOf<T>(exchanged: Promise<Response>): Promise<T> {
  const response = await exchanged
  if (!response.ok) throw await problemOf(response)
  const text = await response.text()
  // The route's answer is a T; an answer without a body is `undefined`.
  return (text === '' ? undefined : JSON.parse(text)) as T
}
