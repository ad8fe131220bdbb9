import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export type Load = {
  url: string
  connections: number
  seconds: number
  /** Lua that prepares `request`; see wrk's scripting. */
  lua: string
}
export type Measured = {
  perSecond: number
  p50Ms: number
  p99Ms: number
  errors: number
  refused: number
}

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))

/** Loads a URL with Debian's wrk. Errors are broken connections and time-outs; refused means ≥ 400. */
export async function wrk({ url, connections, seconds, lua }: Load): Promise<Measured> {
  const script = join(folder, `${crypto.randomUUID()}.lua`)
  writeFileSync(script, `${lua}\n${REPORT}`)
  const { stdout } = await run(
    'wrk',
    ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script, url],
    { maxBuffer: 1e7 },
  )
  const line = stdout.split('\n').find((text) => text.startsWith('{'))
  if (!line) throw new Error(`wrk said: ${stdout}`)
  return JSON.parse(line) as Measured
}

const REPORT = `
done = function(summary, latency, requests)
  local e = summary.errors
  print(string.format('{"perSecond":%.1f,"p50Ms":%.2f,"p99Ms":%.2f,"errors":%d,"refused":%d}',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.timeout, e.status))
end`

/** Lua that requests the paths in turn, each with the token of the same index. */
export const getLua = (paths: string[], tokens: string[]) => `
local paths = {${paths.map((path) => `"${path}"`).join(',')}}
local tokens = {${tokens.map((token) => `"Bearer ${token}"`).join(',')}}
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[1 + n % #paths], { Authorization = tokens[1 + n % #tokens] })
end`

/**
 * Lua that posts one body with a new Idempotency-Key each time, with the tokens of shops in turn. `isNew` makes
 * each body one that the server has not seen, by spaces before it.
 */
export const postLua = (path: string, body: string, tokens: string[], { isNew = false } = {}) => `
local spaces = {}
for i = 0, 999 do spaces[i] = string.rep(" ", i) .. "\\n" end
local tokens = {${tokens.map((token) => `"Bearer ${token}"`).join(',')}}
local n = 0
math.randomseed(os.time())
local run = math.random(1, 1000000000)
request = function()
  n = n + 1
  return wrk.format("POST", "${path}", { Authorization = tokens[1 + n % #tokens], ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("bench-%d-%d", run, n) }, ${isNew ? 'spaces[n % 1000] .. spaces[math.floor(n / 1000) % 1000] .. ' : ''}[[${body}]])
end`
