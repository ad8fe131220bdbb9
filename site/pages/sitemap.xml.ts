import { origin } from '../build/told.ts'
import { FOUND_PAGES } from '../lib/found-pages.ts'
import { LANGS } from '../lib/i18n/catalogue.ts'
import { pathIn } from '../lib/i18n/page.ts'

const NAMESPACES =
  'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

/**
 * The public pages with their other language. Its addresses must be whole, so without PUBLIC_URL it is empty.
 */
export function GET(): Response {
  const urls = origin === undefined ? [] : entriesAt(origin)
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${NAMESPACES}>\n${urls.join('\n')}\n</urlset>\n`
  return new Response(text, { headers: { 'content-type': 'application/xml' } })
}

const entriesAt = (origin: string) =>
  FOUND_PAGES.flatMap((path) => LANGS.map((lang) => entry(origin, path, lang)))

function entry(origin: string, path: string, lang: (typeof LANGS)[number]): string {
  const links = LANGS.map(
    (one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${origin}${pathIn(one, path)}"/>`,
  )
  return `<url><loc>${origin}${pathIn(lang, path)}</loc>${links.join('')}</url>`
}
