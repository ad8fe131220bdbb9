import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const PACKAGES = {
  astro: 'astro',
  biome: '@biomejs/biome',
  playwright: 'playwright',
  tsc: 'typescript',
  vitest: 'vitest',
  wrangler: 'wrangler',
} as const
export type Tool = keyof typeof PACKAGES

/** The arguments with which Node runs an installed tool; no shell, so any path and any system will do. */
export function commandOf(tool: Tool): string {
  const manifest = join(ROOT, 'node_modules', PACKAGES[tool], 'package.json')
  const { bin }: { bin: string | Record<string, string> } = createRequire(import.meta.url)(manifest)
  const script = typeof bin === 'string' ? bin : bin[tool]
  if (!script) throw new Error(`${tool} is not installed: run "npm install".`)
  return join(manifest, '..', script)
}

/** What every tool that we start gets: this Node, and nothing that reports home. */
export function toolEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
    ASTRO_TELEMETRY_DISABLED: '1',
    WRANGLER_SEND_METRICS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    ...more,
  }
}

/** Runs the tool to its end with our terminal and says whether it succeeded. */
export async function runTool(
  tool: Tool,
  args: string[],
  options: SpawnOptions = {},
): Promise<boolean> {
  const child = spawn(process.execPath, [commandOf(tool), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: toolEnvironment(),
    ...options,
  })
  const [code] = await once(child, 'exit')
  return code === 0
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
