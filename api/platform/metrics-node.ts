import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { BUCKETS, METRICS, POOL_GAUGE } from './metrics.ts'
import type { Metrics } from './platform.ts'

export type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number }

/** Counts in the memory of this process; Prometheus reads each process and adds them up. */
export function nodeMetrics(options: {
  pool?: PoolCounts
  /** Also the processor, memory and event loop of this process. */
  ofProcess?: boolean
  /** Gets unknown names and labels: they are a mistake, but no reason to fail a request. */
  onMistake(error: Error): void
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const counters = new Map<string, Counter>()
  const timers = new Map<string, Histogram>()
  for (const [name, { kind, help, labels }] of Object.entries(METRICS)) {
    const shape = { name, help, labelNames: [...labels], registers }
    if (kind === 'counter') counters.set(name, new Counter(shape))
    else timers.set(name, new Histogram({ ...shape, buckets: BUCKETS }))
  }
  if (options.pool) poolGauge(options.pool, registry)
  if (options.ofProcess) collectDefaultMetrics({ register: registry })

  const careful = (work: () => void) => {
    try {
      work()
    } catch (error) {
      options.onMistake(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return {
    count: (name, labels = {}, by = 1) => careful(() => known(counters, name).inc(labels, by)),
    time: (name, seconds, labels = {}) =>
      careful(() => known(timers, name).observe(labels, seconds)),
    text: () => registry.metrics(),
  }
}

function known<T>(metrics: Map<string, T>, name: string): T {
  const metric = metrics.get(name)
  if (!metric) throw new Error(`No such metric: ${name}. Add it to metrics.ts.`)
  return metric
}

function poolGauge(pool: PoolCounts, registry: Registry) {
  new Gauge({
    name: POOL_GAUGE.name,
    help: POOL_GAUGE.help,
    labelNames: [...POOL_GAUGE.labels],
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}
