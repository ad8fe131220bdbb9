import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { c2Order, openWorld, type Tree } from '#tests/world.ts'
import { systemActor } from '../access/actor.ts'
import { sweepAttachments } from './sweep.ts'

const FORM = [
  { key: 'birth_date', required: true },
  { key: 'signed_application', required: false },
  { key: 'x_proof', type: 'attachment', label: '재직 증명', required: false },
  { key: 'memo', required: false },
]
export const PDF = new Uint8Array([
  ...new TextEncoder().encode('%PDF-1.7\n'),
  ...randomBytes(3_000),
])
export const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...randomBytes(200_000)])
export const PROGRAM = new Uint8Array([0x4d, 0x5a, ...randomBytes(3_000)])

type Client = Tree['hq']['admin']

async function publish({ hq, a, r1, publish }: Tree): Promise<string> {
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (id: string, amountWon: number) => ({
    period,
    items: [{ companyId: id, amountWon }],
  })
  await hq.admin.post('rebates/allocations', give(a.id, 90_000_000))
  await a.admin.post('rebates/distributions', give(r1.id, 50_000_000))
  return publish({ form: FORM })
}

export const faultsOf = ({ errors = [] }: { errors?: { path: string; code: string }[] }) =>
  errors.map(({ path, code }) => `${path} ${code}`)

/** Two trees whose shops place orders with files, and what people and the storage do with them. */
export async function openFiles() {
  const world = await openWorld({ connections: 6 })
  const [tree, cousins] = [await world.mintTree(), await world.mintTree()]
  const [policyId, cousinPolicyId] = [await publish(tree), await publish(cousins)]

  const ask = (who: Client, bytes = PDF, type = 'pdf') =>
    who.post('attachments', { type, sizeBytes: bytes.length })

  /** Sends bytes to the address of an upload, which may be the product's or the storage's. */
  async function put(
    { url, headers = {} }: { url: string; headers?: Record<string, string> },
    bytes: Uint8Array<ArrayBuffer>,
  ) {
    const init = { method: 'PUT', headers, body: bytes }
    const response = url.startsWith('/')
      ? await world.call(url.replace('/api/', '../'), init, { address: '192.0.2.9' })
      : await fetch(url, init)
    const said = await response.text()
    return { status: response.status, body: said.startsWith('{') ? JSON.parse(said) : said }
  }
  const complete = (who: Client, id: string) => who.post(`attachments/${id}/completion`)

  async function uploaded(who: Client, bytes = PDF, type = 'pdf'): Promise<string> {
    const { body } = await ask(who, bytes, type)
    const sent = await put(body.upload, bytes)
    const done = await complete(who, body.id)
    if (sent.status !== 200 || done.status !== 200)
      throw new Error(JSON.stringify([sent, done.body]))
    return body.id
  }
  const place = (who: Client, form: object, of = { policyId, plan: tree.skt99 }) =>
    who.post(
      'orders',
      c2Order(of.policyId, of.plan, {
        joinType: 'new',
        form: { birth_date: '1991-03-02', ...form },
      }),
    )
  const read = async (who: Client, id: string) => {
    const response = await world.call(`attachments/${id}/file`, {
      headers: await who.credentials(),
    })
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const detail = async (who: Client, id: string) => (await who.get(`orders/${id}`)).body
  const bytesOf = async (id: string, tryNumber = 1) => {
    const file = await world.platform.files.open(`attachments/${id}/${tryNumber}`)
    return file && text(file.body)
  }
  const system = () => world.ctxOf(systemActor(tree.hq.id))
  const sweep = () => sweepAttachments(system(), { progress: async () => {} })
  const later = (hours: number) => world.platform.clock.advance(hours * 3600)

  return {
    world,
    tree,
    cousins,
    cousinPolicyId,
    ask,
    put,
    complete,
    uploaded,
    place,
    read,
    detail,
    bytesOf,
    system,
    sweep,
    later,
  }
}
