import type { Door } from './first-day.ts'
import { C2_POLICY, c2Order } from './world.ts'

// What follows a first day: a policy that follows the first one at once, bounds what agencies keep, is read by all
// and asks for a paper.

type Walked = {
  /** Their tokens. */
  people: { hq: string; agency: string; shop: string }
  agencyId: string
  policyId: string
  planId: string
}
/** Sends bytes to the address that an upload was given, and answers with the status. */
export type PutBytes = (url: string, bytes: Uint8Array<ArrayBuffer>) => Promise<number>

const PAPER = 'signed_application'

/** Returns what each step came to; what was refused is the text of the problem. */
export async function walkNextPolicy(
  door: Door,
  putBytes: PutBytes,
  { people: { hq, agency, shop }, agencyId, policyId, planId }: Walked,
) {
  const refusal = (...request: Parameters<Door>) =>
    door(...request).then(
      () => 'done',
      (error: Error) => error.message,
    )
  const { id } = await door(
    'POST',
    'policies',
    {
      ...{ ...C2_POLICY, title: '다음 정책', targets: [agencyId], succeeds: policyId },
      ...{ marginFloorWon: 50_000, marginCeilingWon: 150_000, requiresReading: true },
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 }],
      form: [...C2_POLICY.form, { key: PAPER, required: true }],
    },
    hq,
  )
  const rates = (amountWon: number) => ({
    basedOn: 0,
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon }],
  })
  const path = `policies/${id}`
  // HQ pays 400,000, so this leaves less than the least.
  const tooMuch = await refusal('PUT', `${path}/agency-rates`, rates(390_000), agency)
  await door('PUT', `${path}/agency-rates`, rates(300_000), agency)

  for (const token of [agency, shop]) {
    const { reading } = await door('GET', path, undefined, token)
    await door('POST', `${path}/acknowledgements`, { hash: reading.hash }, token)
  }
  const { companies, read } = await door('GET', `${path}/reach/counts`, undefined, hq)

  const order = (change: object) => {
    const { form, ...rest } = c2Order(id, planId)
    return { ...rest, form: { ...form, ...change } }
  }
  const former = await refusal('POST', 'orders', c2Order(policyId, planId), shop)
  const withoutPaper = await refusal('POST', 'orders', order({}), shop)
  const bytes = new TextEncoder().encode('%PDF-1.7\nsigned')
  const paper = await door('POST', 'attachments', { type: 'pdf', sizeBytes: bytes.length }, shop)
  const arrived = await putBytes(paper.upload.url, bytes)
  const placed = await door('POST', 'orders', order({ [PAPER]: paper.id }), shop)
  const { validTo, succeededBy } = await door('GET', `policies/${policyId}`, undefined, hq)
  return {
    ...{ tooMuch, former, withoutPaper, arrived, heldWon: Number(placed.heldWon) },
    reached: { companies: Number(companies), read: Number(read) },
    ended: { isSet: validTo !== null, isByNext: succeededBy.id === id },
  }
}

export const NEXT_POLICY = {
  ...{ arrived: 200, heldWon: 300_000, reached: { companies: 2, read: 2 } },
  ended: { isSet: true, isByNext: true },
}
