import { C2_POLICY, type Tree } from '#tests/world.ts'
import type { Steps } from './contract.ts'

type Client = Tree['hq']['admin']
let titles = 0

/** What a person writes in the five steps for the policy of C.2, for agency A without its shop R2. */
export function stepsFor({ a, r2 }: Tree): Steps {
  const { carrier, joinType, cells, form } = C2_POLICY
  return {
    targets: { targets: [a.id], exclusions: [r2.id] },
    form: { form: form.map((entry) => ({ ...entry })) },
    prices: {
      carrier,
      joinType,
      bandsWon: [55_000, 77_000, 99_000],
      months: [12, 24],
      cells: cells.map((cell) => ({ ...cell })),
    },
    terms: {
      rounding: 'up',
      flatWon: null,
      simAdjustmentWon: 7_700,
      terms: {
        contractMinMonths: 24,
        maintenanceDays: 180,
        clawbackMode: 'full',
        penaltyWon: 50_000,
      },
      validFrom: null,
      validTo: '2026-12-31T15:00:00.000Z',
    },
    activation: { title: `초안에서 ${++titles}`, description: '설명', kind: 'normal' },
  }
}

export const begin = async (who: Client, input: object = {}) => {
  const { status, body, text } = await who.post('policies/drafts', input)
  if (status !== 201) throw new Error(text)
  return body
}

export const save = (
  who: Client,
  id: string,
  step: keyof Steps,
  version: number,
  payload: object,
  currentStep?: number,
) =>
  who.send('PATCH', `policies/drafts/${id}/steps/${step}`, {
    version,
    payload,
    ...(currentStep && { currentStep }),
  })

/** Walks steps 1 to 4 and fills in the fifth; returns the draft's id and its version then. */
export async function walk(who: Client, steps: Steps): Promise<{ id: string; version: number }> {
  const { id } = await begin(who)
  let version = 1
  for (const [i, step] of (
    ['targets', 'form', 'prices', 'terms', 'activation'] as const
  ).entries()) {
    const { status, body, text } = await save(
      who,
      id,
      step,
      version,
      steps[step],
      i + 2 > 5 ? 5 : i + 2,
    )
    if (status !== 200) throw new Error(text)
    version = body.version
  }
  return { id, version: await acceptOverlaps(who, id) }
}

/** Lets the draft stand beside every policy that it overlaps with; returns its version then. */
export async function acceptOverlaps(who: Client, id: string): Promise<number> {
  const { items } = (await who.get(`policies/drafts/${id}/overlaps`)).body
  const { steps, version } = (await who.get(`policies/drafts/${id}`)).body
  const alongside = items.map((one: { id: string }) => one.id)
  if (alongside.length === 0) return version
  const saved = await save(who, id, 'activation', version, { ...steps.activation, alongside })
  return saved.body.version
}
