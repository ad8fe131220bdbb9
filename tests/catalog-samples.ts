import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import type { Tree } from './world.ts'

type Client = Tree['hq']['admin']
type Sent = (who: Client, method: string, path: string, body?: object) => Promise<{ id: string }>

/** A plan, a device, a price of each kind of owner and an import, none of which an order names. */
export async function fillCatalog(tree: Tree, mark: string, sent: Sent) {
  const { hq, a } = tree
  const plan = await sent(hq.admin, 'POST', 'plans', planOf(`${mark}예비 33`))
  await sent(hq.admin, 'POST', `plans/${plan.id}/changes`, {
    ...{ version: 1, effectiveFrom: '2026-12-31T15:00:00.000Z' },
    ...{ monthlyFeeWon: 35_000, validFrom: null, validUntil: null },
  })
  const device = await sent(hq.admin, 'POST', 'devices', deviceOf(`${mark}예비`))
  const price = await sent(hq.admin, 'POST', 'prices', priceOf(`${mark}케이스`))
  const aPrice = await sent(a.admin, 'POST', 'prices', priceOf(`${mark}필름`))
  const imported = await sent(hq.admin, 'POST', 'catalog/import', {
    dryRun: false,
    rows: [{ row: 2, kind: 'plan', carrier: 'KT', name: `${mark}가져온 44`, fee: '44,000' }],
  })
  const { importId = '' } = imported as { importId?: string }
  return {
    ...{ sparePlan: plan.id, spareDevice: device.id, hqPrice: price.id, aPrice: aPrice.id },
    catalogImport: importId,
  }
}

const planOf = (name: string) => ({
  ...{ carrier: 'skt', name, category: name, description: name, monthlyFeeWon: 33_000 },
  ...{ validFrom: '2026-01-01', validUntil: '2027-12-31' },
})
const deviceOf = (name: string) => ({
  ...{ manufacturer: name, name, modelCode: name, validFrom: null, validUntil: null },
  palette: [{ name, code: '#1a1a1a' }],
  storages: [{ name: '256GB', priceWon: 1_155_000 }],
})
const priceOf = (name: string) => ({
  ...{ name, category: 'accessory', purchaseWon: 3_000, sellingWon: 9_900 },
})

/** Changes of the catalogue, each after those that it needs. */
export function catalogCommands({ ids, hq, a, mark }: Filled): Sample[] {
  const command = (who: Client, method: string, path: string, route: string, body?: object) => ({
    route: `${method} /api/v2/${route}`,
    ...{ who, path, body: body ?? {} },
  })
  const post = (path: string, route: string, body?: object, who: Client = hq.admin) =>
    command(who, 'POST', path, route, body)
  const [plan, device] = [`plans/${ids.sparePlan}`, `devices/${ids.spareDevice}`]
  const dated = { effectiveFrom: '2026-12-31T15:00:00.000Z', validFrom: null, validUntil: null }
  return [
    post('plans', 'plans', planOf(`${mark}새 55`)),
    post(`${plan}/changes`, 'plans/:id/changes', { ...dated, version: 2, monthlyFeeWon: 36_000 }),
    command(hq.admin, 'PUT', plan, 'plans/:id', {
      ...{ version: 3, name: `${mark}예비 다시`, category: `${mark}분류` },
      ...{ description: `${mark}설명`, active: false },
    }),
    post(`${plan}/removal`, 'plans/:id/removal', { version: 4 }),
    post('devices', 'devices', deviceOf(`${mark}새 기기`)),
    post(`${device}/changes`, 'devices/:id/changes', {
      ...{ ...dated, version: 1, storages: [{ name: `${mark}1TB`, priceWon: 2_000_000 }] },
    }),
    command(hq.admin, 'PUT', device, 'devices/:id', {
      ...{ version: 2, manufacturer: `${mark}제조사`, name: `${mark}새 이름`, active: true },
      ...{ modelCode: `${mark}GN-1`, palette: [{ name: `${mark}블랙`, code: null }] },
    }),
    post(`${device}/removal`, 'devices/:id/removal', { version: 3 }),
    command(hq.admin, 'PUT', 'catalog/settings', 'catalog/settings', {
      ...{ version: 0, carriersOff: ['lgu'] },
      sims: [
        {
          ...{ kind: 'prepaid', offered: true, label: `${mark}선불 유심` },
          ...{ modelCode: `${mark}U-1`, priceWon: 7_700 },
        },
      ],
      couriers: [{ courier: 'hanjin', offered: false, label: `${mark}한진` }],
    }),
    post('catalog/import', 'catalog/import', {
      ...{ dryRun: false, effectiveFrom: null },
      rows: [
        {
          ...{ row: 2, kind: 'plan', carrier: 'SKT', name: `${mark}행 66`, category: `${mark}5G` },
          ...{ description: `${mark}설명`, fee: '66,000원' },
          ...{ validFrom: '2026-12-01', validUntil: '2027-11-30' },
        },
        {
          ...{ row: 3, kind: 'device', manufacturer: `${mark}가온`, name: `${mark}행 기기` },
          ...{ modelCode: `${mark}GN-2`, storage: '256GB', price: '1,155,000' },
          ...{ colors: `${mark}블랙 #1A1A1A, ${mark}화이트` },
        },
      ],
    }),
    post(`catalog/imports/${ids.catalogImport}/undo`, 'catalog/imports/:id/undo'),
    post('prices', 'prices', priceOf(`${mark}충전기`), a.admin),
    command(a.admin, 'PUT', `prices/${ids.aPrice}`, 'prices/:id', {
      ...{ ...priceOf(`${mark}새 필름`), version: 1, active: false },
    }),
    post(`prices/${ids.aPrice}/removal`, 'prices/:id/removal', { version: 2 }, a.admin),
  ]
}

export function catalogReads({ ids, hq, r1 }: Filled): Sample[] {
  const get = (path: string, route = path.split('?')[0], who: Client = hq.admin): Sample => ({
    ...{ route: `GET /api/v2/${route}`, who, path },
  })
  return [
    get('plans'),
    get(`plans?carrier=skt&active=true&on=2026-12-01&limit=2&after=${ids.skt99}`),
    get('plans?active=any', 'plans', r1.staff),
    get('devices'),
    get(`devices?q=S26&active=true&on=2026-12-01&limit=1&after=${ids.skt99}`),
    get(`plans/${ids.sparePlan}/changes`, 'plans/:id/changes'),
    get(`plans/${ids.sparePlan}/effects`, 'plans/:id/effects'),
    get(`devices/${ids.spareDevice}/changes`, 'devices/:id/changes'),
    get(`devices/${ids.spareDevice}/effects`, 'devices/:id/effects'),
    get('catalog/settings'),
    get('catalog/imports'),
    get('prices'),
    get(`prices?category=accessory&limit=1&after=${ids.skt99}`, 'prices', r1.staff),
  ]
}
