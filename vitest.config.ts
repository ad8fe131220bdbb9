import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.maru/**', 'site/e2e/**'],
    globalSetup: 'tests/global-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The database server of the run needs a core too; more workers than two only queue up for it.
    maxWorkers: 2,
  },
})
