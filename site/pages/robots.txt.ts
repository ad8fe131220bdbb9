import { origin } from '../build/told.ts'
import { HIDDEN_PAGES } from '../lib/found-pages.ts'

/** What crawlers may read. Without PUBLIC_URL the site map has no address, so it is not named. */
export function GET(): Response {
  const lines = [
    'User-agent: *',
    ...HIDDEN_PAGES.map((path) => `Disallow: ${path}`),
    ...(origin ? ['', `Sitemap: ${origin}/sitemap.xml`] : []),
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain' } })
}
