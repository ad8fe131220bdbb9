import type { Arrow } from './read.ts'
import type { Rule } from './rule.ts'

// The site from bottom to top: lib, ui, shell, features; pages and `site/start.tsx` combine them.

/** Features that show a part of another, and of which; all other sharing goes through `ui` or `lib`. */
export const NEIGHBOURS: Record<string, readonly string[]> = {
  audit: ['companies', 'settings'],
  catalog: ['dashboards'],
  companies: ['users'],
  dashboards: ['notices', 'orders'],
  exports: ['companies'],
  orders: ['companies', 'policies', 'reach'],
  policies: ['notices', 'reach'],
  rates: ['orders', 'policies'],
  reach: ['policies'],
  rebates: ['companies'],
  registration: ['legal'],
}

const folderOf = (file: string) => file.match(/^site\/(\w+)\//)?.[1]
const featureOf = (file: string) => file.match(/^site\/features\/(\w+)\//)?.[1]
/** The folders that a folder may use. Files outside of these four may use everything. */
const BELOW: Record<string, readonly string[]> = {
  lib: ['lib'],
  ui: ['ui', 'lib'],
  shell: ['shell', 'ui', 'lib'],
  features: ['features', 'shell', 'ui', 'lib', 'layouts'],
}

export const SITE_RULES: Rule[] = [
  {
    name: 'on the site a folder uses only those below it: lib, ui, shell, features',
    breaks: ({ from, to }: Arrow) => {
      const allowed = BELOW[folderOf(from) ?? '']
      return (
        allowed !== undefined && to.startsWith('site/') && !allowed.includes(folderOf(to) ?? '')
      )
    },
  },
  {
    name: 'features of the site use one another only as listed',
    breaks: ({ from, to }: Arrow) => {
      const [own, other] = [featureOf(from), featureOf(to)]
      return (
        own !== undefined &&
        other !== undefined &&
        own !== other &&
        !NEIGHBOURS[own]?.includes(other)
      )
    },
  },
]
