import { join } from 'node:path'
import { defineConfig } from 'playwright/test'

const ROOT = join(import.meta.dirname, '../..')

/**
 * People's journeys through the built site, in Chromium against one real server with its demo. They
 * share that server's data, so they run one after another, and none of them may count on being first.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: join(ROOT, 'test-results'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
    locale: 'ko-KR',
    // Nobody's clock decides what the screens say; they speak of Seoul wherever they are read.
    timezoneId: 'America/New_York',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  webServer: {
    command: `"${process.execPath}" site/e2e/server.ts`,
    cwd: ROOT,
    // What the server chose becomes `MARU_E2E_URL` and `MARU_E2E_LOG` for the journeys.
    wait: { stdout: /serving (?<MARU_E2E_URL>\S+) log (?<MARU_E2E_LOG>\S+)/ },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
