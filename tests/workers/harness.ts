import { fileURLToPath } from 'node:url'
import { createTestHarness } from 'wrangler'

/** The test Worker of the adapters in a real workerd, offline; its storage is dropped after the run. */
export async function startAdaptersWorker() {
  // Otherwise the harness asks Cloudflare for data about the request's location.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const root = fileURLToPath(new URL('.', import.meta.url))
  const harness = createTestHarness({
    root,
    workers: [{ configPath: 'wrangler.adapters.toml' }],
  })
  const { url } = await harness.listen()
  return {
    url,
    /** Removes the room from memory, as Cloudflare does with an idle one; its sockets stay. */
    hibernate: (companyId: string) =>
      harness
        .getWorker()
        .evictDurableObject('LiveRoom', { name: companyId, webSockets: 'hibernate' }),
    close: () => harness.close(),
  }
}
