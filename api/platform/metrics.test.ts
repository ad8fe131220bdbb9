import { describe, expect, test } from 'vitest'
import { METRICS, noMetrics } from './metrics.ts'
import { nodeMetrics } from './metrics-node.ts'

const refuse = (error: Error) => {
  throw error
}

describe('metrics on Node', () => {
  test('count and time under their labels, in the text that Prometheus reads', async () => {
    const metrics = nodeMetrics({ onMistake: refuse })
    metrics.count('maru_orders_total', { status: 'completed' })
    metrics.count('maru_orders_total', { status: 'completed' })
    metrics.count('maru_rebate_used_won_total', {}, 450_000)
    metrics.time('maru_http_seconds', 0.03, { route: '/orders', method: 'GET', status: '200' })
    const text = await metrics.text()
    expect(text).toContain('maru_orders_total{status="completed"} 2')
    expect(text).toContain('maru_rebate_used_won_total 450000')
    expect(text).toContain('le="0.025",route="/orders",method="GET",status="200"} 0')
    expect(text).toContain('le="0.05",route="/orders",method="GET",status="200"} 1')
  })

  test('every metric of the table is offered from the start', async () => {
    const text = await nodeMetrics({ onMistake: refuse }).text()
    for (const name of Object.keys(METRICS)) expect(text).toContain(`# TYPE ${name} `)
  })

  test('the pool is read when Prometheus asks', async () => {
    const pool = { totalCount: 0, idleCount: 0, waitingCount: 0 }
    const metrics = nodeMetrics({ pool, onMistake: refuse })
    Object.assign(pool, { totalCount: 8, idleCount: 3, waitingCount: 2 })
    const text = await metrics.text()
    expect(text).toContain('maru_pool_connections{state="busy"} 5')
    expect(text).toContain('maru_pool_connections{state="idle"} 3')
    expect(text).toContain('maru_pool_connections{state="waiting"} 2')
  })

  test('metrics of the process are optional, and two platforms do not share them', async () => {
    const [one, two] = [true, true].map((ofProcess) =>
      nodeMetrics({ ofProcess, onMistake: refuse }),
    )
    one?.count('maru_cache_total', { result: 'hit' })
    expect(await one?.text()).toContain('process_cpu_seconds_total')
    expect(await two?.text()).not.toContain('result="hit"')
  })

  test('an unknown name or label is reported and fails no caller', async () => {
    const mistakes: string[] = []
    const metrics = nodeMetrics({ onMistake: (error) => mistakes.push(error.message) })
    metrics.count('maru_unheard_of')
    metrics.count('maru_http_seconds')
    metrics.count('maru_orders_total', { customer: 'ord_1' })
    expect(mistakes).toHaveLength(3)
    expect(mistakes[0]).toContain('metrics.ts')
  })
})

test('Workers keep no metrics', async () => {
  const metrics = noMetrics()
  metrics.count('maru_orders_total', { status: 'completed' })
  expect(await metrics.text()).toBeUndefined()
})
