import { fileURLToPath } from 'node:url'
import { createTestHarness } from 'wrangler'

/** The adapters' test worker in a real workerd, offline; its storage lives as long as the run. */
export async function startAdaptersWorker() {
  // Otherwise the harness asks Cloudflare for the shape of a request's location.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const root = fileURLToPath(new URL('.', import.meta.url))
  const harness = createTestHarness({
    root,
    workers: [{ configPath: 'wrangler.adapters.toml' }],
  })
  const { url } = await harness.listen()
  return {
    url,
    /** Throws the room out of memory as Cloudflare does with an idle one; its sockets stay. */
    hibernate: (companyId: string) =>
      harness
        .getWorker()
        .evictDurableObject('LiveRoom', { name: companyId, webSockets: 'hibernate' }),
    close: () => harness.close(),
  }
}
