import { resolve } from 'node:path'
import { ROOT } from './tools.ts'

/** The environment of a verb. A relative data folder is in the checkout, wherever the command runs. */
export function environment(): Record<string, string | undefined> {
  return { ...process.env, MARU_DATA: resolve(ROOT, process.env.MARU_DATA || '.maru') }
}
