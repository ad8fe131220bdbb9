import { openWorld } from '#tests/world.ts'
import { createDevices } from '../catalog/commands.ts'

export type Sheet = Awaited<ReturnType<typeof openSheet>>

/**
 * A published sheet as the trade has it: by device and group, join type, support, customer and months, with
 * amounts below zero and additions. The agency passes all of it on.
 */
export async function openSheet() {
  const world = await openWorld()
  const tree = await world.mintTree()
  const made = await createDevices(
    world.ctxOf(tree.hq.admin.actor),
    ['S26', 'S26+', 'A17'].map((name) => ({ manufacturer: '별빛', name, colors: [] })),
  )
  const idOf = (name: string) => made.find((device) => device.name === name)?.id ?? ''
  const devices = { s26: idOf('S26'), plus: idOf('S26+'), a17: idOf('A17') }
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (id: string) => ({ period, items: [{ companyId: id, amountWon: 100_000_000 }] })
  await tree.hq.admin.post('rebates/allocations', give(tree.a.id))
  await tree.a.admin.post('rebates/distributions', give(tree.r1.id))

  let titles = 0
  const sheet = () => ({
    title: `단가표 ${++titles}`,
    ...{ carrier: 'all', joinType: 'all', bandsWon: [55_000, 99_000], months: [0, 24], form: [] },
    bandLabels: [{ bandWon: 99_000, label: '100K 이상' }],
    deviceGroups: [{ name: 'S26', deviceIds: [devices.s26, devices.plus] }],
    planGroups: [{ name: '온라인', planIds: [tree.lgu44] }],
    lowestWon: -50_000,
    cells: [
      { deviceGroup: 'S26', joinType: 'mnp', supportType: 'public', amountWon: 300_000 },
      { deviceId: devices.plus, joinType: 'mnp', supportType: 'public', amountWon: 280_000 },
      { deviceGroup: 'S26', joinType: 'mnp', supportType: 'selective', amountWon: 250_000 },
      {
        ...{ deviceGroup: 'S26', joinType: 'mnp', supportType: 'selective' },
        ...{ segment: 'business', amountWon: 100_000 },
      },
      { deviceId: devices.a17, joinType: 'new', months: 24, amountWon: -30_000 },
      { joinType: 'new', planGroup: '온라인', amountWon: 20_000 },
      { joinType: 'new', planGroup: '온라인', deviceId: devices.a17, months: 24, amountWon: 5_000 },
    ],
    closed: ['S26', 'S26+'].map((name) => ({
      ...{ carrier: 'kt', joinType: 'mnp', supportType: 'public' },
      ...(name === 'S26' ? { deviceGroup: name } : { deviceId: devices.plus }),
    })),
    additions: [
      { name: '안심 지킴이', kind: 'service', amountWon: 10_000, keepDays: 93 },
      { name: '파손 보험', kind: 'insurance', amountWon: 7_000, keepDays: 180 },
    ],
    targets: [tree.a.id],
  })
  const publish = (change: object) => tree.hq.admin.post('policies', { ...sheet(), ...change })
  const published = await publish({})
  if (published.status !== 201) throw new Error(JSON.stringify(published.body))
  const policyId: string = published.body.id
  await tree.a.admin.post(`policies/${policyId}/passing-on`, { basedOn: 0 })

  const wish = (change: object) => ({
    ...{ policyId, planId: tree.skt99, joinType: 'mnp', contractMonths: 24, simType: 'esim' },
    ...change,
  })
  return {
    ...{ world, tree, devices, policyId, sheet, publish },
    quoted: async (change: object) => (await tree.r1.admin.post('quotes', wish(change))).body,
    order: (change: object) => {
      const { customerType: type = 'adult', ...asked } = { ...change } as { customerType?: string }
      const customer = { name: '홍길동', phone: '01012344417', type }
      return tree.r1.admin.post('orders', { ...wish(asked), form: {}, customer })
    },
    /** Saves the agency's prices over those in force. */
    save: async (input: object) => {
      const { rates } = (await tree.a.admin.get(`policies/${policyId}`)).body.agency
      return tree.a.admin.put(`policies/${policyId}/agency-rates`, {
        ...{ basedOn: rates.number, cells: [] },
        ...input,
      })
    },
  }
}
