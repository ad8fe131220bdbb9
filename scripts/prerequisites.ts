import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Prerequisite = { name: string; programs: string[]; for: string; install: string }

/** Programs that the tests need beside npm's packages. */
export const PREREQUISITES: Prerequisite[] = [
  {
    name: 'redis',
    programs: ['redis-server'],
    for: 'the suites of cache, limiter and realtime over Redis',
    install: 'sudo apt-get install redis-server',
  },
  {
    name: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    for: 'the browser journeys',
    install: 'sudo apt-get install chromium fonts-noto-cjk',
  },
  {
    name: 'wrk',
    programs: ['wrk'],
    for: 'the load on a small volume database',
    install: 'sudo apt-get install wrk',
  },
]

export function isInstalled({ programs }: Pick<Prerequisite, 'programs'>): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return programs.some((program) => folders.some((folder) => isExecutable(join(folder, program))))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
