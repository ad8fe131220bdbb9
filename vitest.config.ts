import { defineConfig } from 'vitest/config'
import { kindsOfTests } from './tests/kinds.ts'

const { pure, engines } = kindsOfTests()
const WORKERD = ['tests/edge/**/*.test.ts']
const globalSetup = 'tests/global-setup.ts'

export default defineConfig({
  test: {
    setupFiles: 'tests/seed.ts',
    // Generous: a slow machine is no defect, and a hanging test still ends.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // The database server of the run needs a core too; more workers than two only queue up for it.
    maxWorkers: 2,
    // Files share a worker and its modules, which keep nothing: loading the API takes a second of a core.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'pure', include: pure } },
      { extends: true, test: { name: 'engines', include: engines, exclude: WORKERD, globalSetup } },
      // Those of the built product on workerd need dist/site, all others do not.
      { extends: true, test: { name: 'workerd', include: WORKERD, globalSetup } },
    ],
  },
})
