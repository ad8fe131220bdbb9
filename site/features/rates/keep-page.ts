import type { Area } from '../../lib/i18n/catalogue.ts'
import { LANGS } from '../../lib/i18n/catalogue.ts'
import { fetchWords } from '../../lib/i18n/t.ts'
import { SHELL_AREAS } from '../../shell/areas.ts'

/** The words of this page, which are kept in both languages. */
const AREAS: readonly Area[] = [...SHELL_AREAS, 'rates']

/**
 * Keeps this page and the files that it has loaded on the device (`public/rates-worker.js`), so that it opens
 * without a network. A browser that cannot do so shows kept rates only while the page stays open.
 */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  for (const lang of LANGS) await fetchWords(lang, AREAS)
  await navigator.serviceWorker.register('/rates-worker.js', { scope: '/rates' })
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ files: loadedFiles(), entry: entryOf(document) })
}

const FILE = /^\/(_astro|fonts)\/|^\/[\w.-]+\.(js|css|svg|webmanifest)$/

/** The paths of the page's files; answers of the API are none of them. */
function loadedFiles(): string[] {
  const paths = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && FILE.test(pathname))
    .map(({ pathname }) => pathname)
  return [...new Set(paths)].filter((path) => path !== '/rates-worker.js')
}

/** The script of the page, whose name changes with each release. */
const entryOf = (page: Document) =>
  new URL(page.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? location.href)
    .pathname
