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
  'drizzle-kit': 'drizzle-kit',
  playwright: 'playwright',
  tsc: 'typescript',
  vitest: 'vitest',
  wrangler: 'wrangler',
} as const
export type Tool = keyof typeof PACKAGES

/** The script with which Node runs an installed tool; without a shell, so any path and system works. */
export function commandOf(tool: Tool): string {
  const manifest = join(ROOT, 'node_modules', PACKAGES[tool], 'package.json')
  const { bin }: { bin: string | Record<string, string> } = createRequire(import.meta.url)(manifest)
  const script = typeof bin === 'string' ? bin : bin[tool]
  if (!script) throw new Error(`${tool} is not installed: run "npm install".`)
  return join(manifest, '..', script)
}

/** The environment of every tool that we start: this Node, and no telemetry. */
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

/**
 * Runs the tool to its end on our terminal and returns whether it succeeded. A signal to us ends the tool, and
 * it does not outlive us: a build that went on would write beside the next one.
 */
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
  const end = () => void child.kill()
  const occasions = ['SIGTERM', 'SIGHUP', 'exit']
  for (const occasion of occasions) process.on(occasion, end)
  try {
    const [code] = await once(child, 'exit')
    return code === 0
  } finally {
    for (const occasion of occasions) process.off(occasion, end)
  }
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
