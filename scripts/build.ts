import { buildSite } from './site.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Builds the site into dist/site if its sources changed.

  --force   build in any case`,
  options: { force: { type: 'boolean' } },
  async run({ values }) {
    const outcome = await buildSite({ force: values.force === true })
    console.log(outcome === 'fresh' ? 'dist/site is up to date.' : 'dist/site is built.')
    return true
  },
}
