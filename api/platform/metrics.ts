import type { Metrics } from './platform.ts'

type Metric = { kind: 'counter' | 'timer'; help: string; labels: readonly string[] }

/** All metrics. Labels have few values: a route's pattern, a code; never an id or a name. */
export const METRICS: Readonly<Record<string, Metric>> = {
  maru_http_seconds: {
    kind: 'timer',
    help: 'Time to answer a request.',
    labels: ['route', 'method', 'status'],
  },
  maru_http_errors_total: {
    kind: 'counter',
    help: 'Requests that were refused or failed, by error code.',
    labels: ['code'],
  },
  maru_cache_total: {
    kind: 'counter',
    help: 'Look-ups in what is remembered, by result; failed: no version could be had.',
    labels: ['result'],
  },
  maru_circuit_total: {
    kind: 'counter',
    help: 'What the circuit before the shared cache saw: calls failed or refused, probes, opened, closed.',
    labels: ['event'],
  },
  maru_transaction_retries_total: {
    kind: 'counter',
    help: 'Transactions that ran again because others touched the same rows.',
    labels: [],
  },
  maru_effects_failed_total: {
    kind: 'counter',
    help: 'Cache versions, live events and other work after a commit that failed or was late.',
    labels: ['effect', 'reason'],
  },
  maru_jobs_total: {
    kind: 'counter',
    help: 'Jobs that were run, by name and outcome.',
    labels: ['name', 'outcome'],
  },
  maru_orders_total: {
    kind: 'counter',
    help: 'Orders that reached a status.',
    labels: ['status'],
  },
  maru_rebate_used_won_total: {
    kind: 'counter',
    help: 'Rebate budget that completed orders used, in won.',
    labels: [],
  },
  maru_login_failures_total: {
    kind: 'counter',
    help: 'Sign-ins that were refused, by reason.',
    labels: ['reason'],
  },
  maru_ledger_faults_total: {
    kind: 'counter',
    help: 'Places where the books did not hold, by check.',
    labels: ['check'],
  },
  maru_business_events_total: {
    kind: 'counter',
    help: 'What happened in the business, by event.',
    labels: ['event'],
  },
}

export const POOL_GAUGE = {
  name: 'maru_pool_connections',
  help: 'Connections to the database, by state; waiting counts requests without one.',
  labels: ['state'],
} as const

/** Seconds. Dense around the target of 200 ms. */
export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5]

/** A Worker lives for one request; Cloudflare counts its requests. */
export const noMetrics = (): Metrics => ({
  count: () => {},
  time: () => {},
  text: async () => undefined,
})
