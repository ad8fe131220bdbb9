// Keeps the page on which a shop looks up rates, so that it opens without a network. Nothing of the API passes
// through here: the amounts are kept by the page itself (`features/rates/kept-rates.ts`).
const KEPT = 'maru-rates-page'
const PAGE = '/rates'
/** A network that does not answer within this time, in ms, is none. */
const PATIENCE_MS = 3_000
/** Files with a hash of their content in their name: the kept one is the right one. */
const HASHED = /^\/(_astro|fonts)\//

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('message', (event) => {
  event.waitUntil(keep(event.data).catch(() => undefined))
})
addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(freshOrKept(event.request, PAGE))
  else if (HASHED.test(pathname)) event.respondWith(keptOrFresh(event.request, pathname))
  else if (!pathname.startsWith('/api/')) event.respondWith(freshOrKept(event.request, pathname))
})

/**
 * Keeps the page and the files that it has loaded, and forgets those of an earlier release. A page of another
 * release than the files is not kept, because it would ask for files that are not there.
 */
async function keep({ files, entry }) {
  const page = await fetch(PAGE)
  const text = await page.text()
  if (!page.ok || !text.includes(entry)) return
  const cache = await caches.open(KEPT)
  const missing = []
  for (const file of files) if (!(await cache.match(file, { ignoreVary: true }))) missing.push(file)
  await cache.addAll(missing)
  // A copy, since an answer that was redirected may not open a page.
  await cache.put(PAGE, new Response(text, { headers: page.headers }))
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (pathname !== PAGE && !files.includes(pathname)) await cache.delete(url)
  }
}

async function freshOrKept(request, address) {
  const kept = await keptOf(address)
  if (!kept) return fetch(request)
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept))
  return Promise.race([fetch(request).catch(() => kept), late])
}

const keptOrFresh = async (request, address) => (await keptOf(address)) ?? fetch(request)

const keptOf = async (address) =>
  (await caches.open(KEPT)).match(address, { ignoreSearch: true, ignoreVary: true })
