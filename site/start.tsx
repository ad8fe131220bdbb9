import { type ComponentType, h, render } from 'preact'
import { Bell } from './features/notifications/Bell.tsx'
import type { Area } from './lib/i18n/catalogue.ts'
import { loadWords, t } from './lib/i18n/t.ts'
import { watchConnection } from './lib/live.ts'
import { lang } from './lib/prefs.ts'
import { ApiProblem } from './lib/problem.ts'
import { loadMe, meError } from './lib/session.ts'
import { SHELL_AREAS } from './shell/areas.ts'
import { BottomBar } from './shell/BottomBar.tsx'
import { Floating } from './shell/Floating.tsx'
import { Notices } from './shell/Notices.tsx'
import { Rail } from './shell/Rail.tsx'
import { TopBar } from './shell/TopBar.tsx'
import { Boundary } from './ui/Boundary.tsx'
import { Button } from './ui/Button.tsx'
import { ErrorState } from './ui/Empty.tsx'
import { enterRows } from './ui/held-focus.ts'

/**
 * Starts a signed-in page: loads words and person together, then shell and screen replace the skeleton of the
 * HTML. `areas` are the words that the screen uses; `alone` is what its regions show on a device that reaches
 * nobody.
 */
export async function startScreen(
  areas: readonly Area[],
  Screen: ComponentType,
  alone: Alone = { screen: NoPerson },
  isAgain = false,
): Promise<void> {
  const person = loadMe()
  try {
    await loadWords(lang(), [...new Set([...SHELL_AREAS, ...areas])])
  } catch {
    // Without words, no catalogue text can say so.
    return mount('screen', NoWords)
  }
  const title = document.querySelector(`h1 :lang(${lang()})`)?.textContent
  if (title) document.title = `${title} · ${t('shell.product')}`
  await person
  if (meError.value !== undefined) {
    const error = meError.value
    // Still nobody: what is shown stays, with the focus in it.
    if (isAgain && isOffline(error)) return
    const again = () => startScreen(areas, Screen, alone, true)
    emptyFrame()
    const parts: Alone = isOffline(error) ? alone : { screen: NoPerson }
    for (const region of REGIONS) {
      const Part = parts[region]
      if (Part) mount(region, () => <Part error={error} onAgain={again} />)
    }
    return
  }
  watchConnection()
  skipToList()
  // Components that bind keys come first, so that keys work by the time anything is visible.
  mount('floating', Floating)
  mount('notices', Notices)
  mount('topbar', () => <TopBar bell={<Bell />} />)
  mount('rail', Rail)
  mount('bottombar', BottomBar)
  mount('screen', Screen)
}

/** Part of the page did not load: the connection broke, or a newer version replaced the files. */
function NoWords() {
  const isKorean = lang() === 'ko'
  return (
    <div class="page-body pt-6">
      <div class="empty boxed" role="alert">
        <b>{isKorean ? '화면을 다 불러오지 못했어요' : 'The page did not load completely'}</b>
        <Button onClick={() => location.reload()}>
          {isKorean ? '다시 불러오기' : 'Load again'}
        </Button>
      </div>
    </div>
  )
}

/** The second link of the page: past menu, filters and heads, to the rows. */
function skipToList() {
  document.querySelector('[data-skip-list]')?.addEventListener('click', (event) => {
    if (enterRows()) event.preventDefault()
  })
}

/** Whose menu it is stays unknown, so nothing looks as if it were still loading. */
function emptyFrame() {
  for (const part of document.querySelectorAll('#topbar > :not(.brand), #rail > *')) part.remove()
}

const REGIONS = ['topbar', 'rail', 'bottombar', 'screen'] as const
type AloneProps = { error: unknown; onAgain: () => Promise<void> }
type Alone = Partial<Record<(typeof REGIONS)[number], ComponentType<AloneProps>>>

const isOffline = (error: unknown) => error instanceof ApiProblem && error.code === 'offline'

/** Without the signed-in person nothing else can be shown. */
function NoPerson({ error, onAgain }: AloneProps) {
  return (
    <div class="page-body pt-6">
      <ErrorState what={t('shell.account')} error={error} onRetry={() => void onAgain()} />
    </div>
  )
}

/** Each region of the page is a tree of its own, so a failure in one leaves the others. */
function mount(
  id: 'screen' | 'topbar' | 'rail' | 'bottombar' | 'floating' | 'notices',
  Component: ComponentType,
) {
  const place = document.getElementById(id)
  if (!place) throw new Error(`the page has no #${id}`)
  place.replaceChildren()
  render(h(Boundary, { children: h(Component, {}) }), place)
}
