import { setTimeout } from 'node:timers/promises'
import { remote, signIn } from '../remote.ts'
import type { NodeProcess } from './node-process.ts'

type Answer = Awaited<ReturnType<ReturnType<typeof remote>['post']>>
/** A command that a person sent under a key, and its final answer. */
export type Sent = { key: string; path: string; body: object; answer?: Answer }

/** People pause between two actions, so that they stay below the limit of calls of one person. */
const PAUSE_MS = 120
/** The final answers while engines fail: the effect, or a refusal that is right. Others mean "send it again". */
const SETTLED = new Set([200, 201, 409])

/** The processes that answer now, without a killed one until it is replaced. */
export type Nodes = { alive: NodeProcess[] }

export async function openPerson(nodes: Nodes, username: string) {
  const session = await signIn(nodes.alive[0]?.url ?? '', username)
  const sent: Sent[] = []
  const unexpected: string[] = []
  let turn = 0

  /** Sends until the command is settled or `until` has passed: a repeat under its key gets a lost answer. */
  async function settle(command: Sent, until: () => boolean): Promise<Sent> {
    while (!command.answer && !until()) {
      const node = nodes.alive[turn++ % nodes.alive.length]
      try {
        if (node) await attempt(command, node)
      } catch {
        // The process or its connection died: the next attempt shows whether the command took effect.
      }
      await setTimeout(PAUSE_MS)
    }
    return command
  }

  async function attempt(command: Sent, node: NodeProcess) {
    const answer = await remote(node.url, session).post(command.path, command.body, command.key)
    const { status, headers, text } = answer
    if (SETTLED.has(status) && answer.body.code !== 'idempotency_in_flight') command.answer = answer
    else if (status !== 503 && status !== 429 && status !== 409)
      unexpected.push(`${status} ${text}`)
    else if (status !== 409 && !headers.get('retry-after'))
      unexpected.push(`no Retry-After: ${text}`)
  }

  return {
    sent,
    unexpected,
    act: (path: string, body: object, until: () => boolean) => {
      const command: Sent = { key: crypto.randomUUID(), path, body }
      sent.push(command)
      return settle(command, until)
    },
    /** After the storm: repeats every command until it is settled. */
    settleAll: async () => {
      for (const command of sent) await settle(command, () => false)
    },
  }
}
