import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** The product, or another script of this folder, in a process of its own; resolves once it serves. */
export async function startServer(
  env: NodeJS.ProcessEnv,
  script = 'server.ts',
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // A bench that fails leaves nothing behind.
  process.once('exit', () => child.kill('SIGTERM'))
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (text) =>
      /^ready\b/m.test(String(text)) ? resolve() : process.stderr.write(text),
    )
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return child
}
