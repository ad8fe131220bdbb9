import { buildSite } from './site.ts'

// npm run build: dist/site, if its sources changed; --force builds in any case.
try {
  const outcome = await buildSite({ force: process.argv.includes('--force') })
  console.log(outcome === 'fresh' ? 'dist/site is up to date.' : 'dist/site is built.')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
