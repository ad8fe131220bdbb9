import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.maru/**', 'site/e2e/**'],
    globalSetup: 'tests/global-setup.ts',
    // Generous: a slow machine is no defect, and a hanging test still ends.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // The database server of the run needs a core too; more workers than two only queue up for it.
    maxWorkers: 2,
  },
})
