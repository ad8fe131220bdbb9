import { readFileSync } from 'node:fs'

const EXPORTS = [
  { rows: 10_000, barSeconds: 0.84 },
  { rows: 100_000, barSeconds: 6.3 },
]
const REPEATS = 3

/** Builds settlement workbooks through the API, including the job, and prints how long each took. */
export async function measureExports(base: string, token: string, pid: number): Promise<void> {
  console.log(
    '\n| export | rows | bar s | s (medians) | server memory after, MB |\n|---|---|---|---|---|',
  )
  for (const { rows, barSeconds } of EXPORTS) {
    const days = daysFor(rows)
    const times: number[] = []
    let found = 0
    for (let i = 0; i < REPEATS; i++) {
      const startedAt = performance.now()
      found = await exportOnce(base, token, days)
      times.push((performance.now() - startedAt) / 1000)
    }
    const median = times.toSorted((a, b) => a - b)[REPEATS >> 1] ?? 0
    console.log(
      `| settlement detail, 21 columns | ${found.toLocaleString('en')} | ${barSeconds} | ${median.toFixed(2)} | ${peakMb(pid)} |`,
    )
  }
}

/** The volume database has about 2,650 completed orders a day: enough whole days for at least `rows`. */
function daysFor(rows: number): { from: string; to: string } {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  return { from: day(30 + Math.round(rows / 2650)), to: day(31) }
}

async function exportOnce(base: string, token: string, filters: { from: string; to: string }) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const asked = await fetch(`${base}/exports`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ type: 'settlements_detailed', filters }),
  })
  if (asked.status !== 202) throw new Error(await asked.text())
  const { id } = (await asked.json()) as { id: string }
  for (;;) {
    const reply = await fetch(`${base}/exports/${id}`, { headers })
    const job = (await reply.json()) as { status: string; doneRows: number }
    if (job.status === 'completed') return job.doneRows
    if (job.status === 'failed') throw new Error(JSON.stringify(job))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const peakMb = (pid: number) =>
  Math.round(
    Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024,
  )
