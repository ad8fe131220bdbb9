import { isInstalled } from './prerequisites.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Makes the volume database once, loads it and prints the tables; it takes about half an hour.

  --start            measure five second starts instead, and the machine's noise
  --processes        measure two processes with a Redis against one, and a command's bump

BENCH_ORDERS (1000000), BENCH_ROUNDS (3), BENCH_SECONDS (6) and BENCH_ONLY (names of works, with commas)
make it smaller.`,
  options: { start: { type: 'boolean' }, processes: { type: 'boolean' } },
  async run({ values }) {
    if (values.start) {
      await import('../bench/start.ts')
      return true
    }
    if (!isInstalled({ programs: ['wrk'] }))
      throw new Error('bench loads with wrk, which is not there: sudo apt-get install wrk')
    await (values.processes ? import('../bench/two-processes.ts') : import('../bench/run.ts'))
    return true
  },
}
