import { type ComponentType, h, render } from 'preact'
import type { Area } from '../lib/i18n/catalogue.ts'
import { loadWords, t } from '../lib/i18n/t.ts'
import { watchConnection } from '../lib/live.ts'
import { lang } from '../lib/prefs.ts'
import { loadMe, meError } from '../lib/session.ts'
import { ErrorState } from '../ui/Empty.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Floating } from './Floating.tsx'
import { Rail } from './Rail.tsx'
import { TopBar } from './TopBar.tsx'

const SHELL_AREAS = ['errors', 'shell', 'states', 'ui', 'words'] as const satisfies Area[]

/**
 * Begins a signed-in page: words and the person are fetched together, then shell and screen take the
 * place of the skeleton that the HTML brought. `areas` are the words that the screen uses.
 */
export async function startScreen(areas: readonly Area[], Screen: ComponentType): Promise<void> {
  const person = loadMe()
  await loadWords(lang(), [...new Set([...SHELL_AREAS, ...areas])])
  const title = document.querySelector(`h1 :lang(${lang()})`)?.textContent
  if (title) document.title = `${title} · ${t('shell.product')}`
  await person
  if (meError.value !== undefined)
    return mount('screen', () => <NoPerson again={() => startScreen(areas, Screen)} />)
  watchConnection()
  mount('topbar', TopBar)
  mount('rail', Rail)
  mount('bottombar', BottomBar)
  mount('floating', Floating)
  mount('screen', Screen)
}

/** Without knowing who is signed in nothing else can be shown. */
function NoPerson({ again }: { again: () => void }) {
  return (
    <div class="page-body pt-6">
      <ErrorState what={t('shell.account')} error={meError.value} onRetry={again} />
    </div>
  )
}

const PLACES = ['screen', 'topbar', 'rail', 'bottombar', 'floating'] as const

/**
 * Every place is a tree of its own, and `useId` counts by tree: without a number for each, a field in
 * a dialog would bear the id of one on the screen. Preact has no public name for it; its integration
 * in Astro sets the same `__m`.
 */
function mount(id: (typeof PLACES)[number], Component: ComponentType) {
  const place = document.getElementById(id)
  if (!place) throw new Error(`the page has no #${id}`)
  place.replaceChildren()
  render(Object.assign(h(Component, {}), { __m: [PLACES.indexOf(id), 0] }), place)
}
