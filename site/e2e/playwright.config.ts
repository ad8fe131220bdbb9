import { join } from 'node:path'
import { defineConfig } from 'playwright/test'

const ROOT = join(import.meta.dirname, '../..')

/** How Chromium starts; a file that needs more of it adds to this. */
export const BROWSER = {
  // Without a locale Chromium cannot open a file with a Korean name.
  env: { ...process.env, LANG: 'C.UTF-8' },
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
}

/**
 * Journeys through the built site, in Chromium. Each file has a real server with its own demo, so files run
 * in parallel; the journeys of one file share it, and none may depend on being first.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: join(ROOT, 'test-results'),
  // A browser, its journey and the server keep one core busy.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  // A limit for hung journeys, not a measurement: a slow machine is no defect.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: BROWSER,
    locale: 'ko-KR',
    // A time zone far from Seoul: screens must show Seoul time wherever they are read.
    timezoneId: 'America/New_York',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
  },
  webServer: {
    command: `"${process.execPath}" site/e2e/prepare.ts`,
    cwd: ROOT,
    // The printed path becomes `MARU_E2E_DATA` for the workers, which copy the data.
    wait: { stdout: /prepared (?<MARU_E2E_DATA>\S+)/ },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
