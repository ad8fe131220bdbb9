import type { DurableObjectNamespace } from '@cloudflare/workers-types'
import worker, { LiveRoom } from '#api/worker.ts'

// The Worker as deployed, which also counts the calls to its rooms: they leave no trace outside of the runtime.

export { LiveRoom }

let calls = 0
const counted = (rooms: DurableObjectNamespace): DurableObjectNamespace =>
  new Proxy(rooms, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (name === 'get') calls += 1
      return member.bind(target)
    },
  })

type Bindings = Parameters<typeof worker.fetch>[1]
const withCount = (bindings: Bindings): Bindings => ({ ...bindings, LIVE: counted(bindings.LIVE) })

export default {
  fetch: async (...[request, bindings, execution]: Parameters<typeof worker.fetch>) =>
    new URL(request.url).pathname === '/api/room-calls'
      ? Response.json(calls)
      : worker.fetch(request, withCount(bindings), execution),
}
