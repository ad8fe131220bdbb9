import { useEffect, useRef, useState } from 'preact/hooks'
import { t, withWords } from '../lib/i18n/t.ts'
import { useMe } from '../lib/session.ts'
import { isSwitchedOff, isTyping, useShortcuts } from '../lib/shortcuts.ts'
import { asked } from '../lib/step-up.ts'
import { later } from '../ui/later.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { closeLayer, layer, openLayer } from './layers.ts'
import { menuFor } from './menu.ts'
import { MenuList } from './Rail.tsx'

/** Everything that can lie over a screen: toasts, session dialogs, the palette (on first use), menu, keys. */
export function Floating() {
  useShortcuts(GLOBAL)
  useGoKeys()
  const open = layer.value
  return (
    <>
      <Toasts />
      <Offline />
      <IdleWarning />
      {asked.value && <StepUpDialog />}
      {open === 'palette' && <Palette onClose={closeLayer} />}
      {open === 'shortcuts' && <ShortcutSheet onClose={closeLayer} />}
      {open === 'menu' && (
        <Modal title={t('shell.main_menu')} onClose={closeLayer}>
          <nav class="rail-sheet" aria-label={t('shell.main_menu')}>
            <MenuList />
          </nav>
        </Modal>
      )}
    </>
  )
}

const GLOBAL = {
  palette: () => openLayer('palette'),
  help: () => openLayer('shortcuts'),
  search: () => {
    const box = document.querySelector<HTMLInputElement>('main [data-search]')
    if (box) box.focus()
    else openLayer('palette')
  },
}

// They load when first needed, not with the page.
const StepUpDialog = later(() =>
  withWords(['proof'], import('./StepUpDialog.tsx')).then((file) => file.StepUpDialog),
)
const Palette = later(() =>
  withWords(['palette'], import('./Palette.tsx')).then((file) => file.Palette),
)
const ShortcutSheet = later(() =>
  withWords(['keys'], import('./ShortcutSheet.tsx')).then((file) => file.ShortcutSheet),
)

const GO_WITHIN_MS = 1_200

/** G, then the letter of a place. */
function useGoKeys() {
  const me = useMe()
  const pressedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (!me) return
    const places = menuFor(me.company.tier, me.role).flatMap((group) => group.items)
    const keys = (event: KeyboardEvent) => {
      if (isTyping(event) || isSwitchedOff(event) || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (event.code === 'KeyG') {
        pressedAt.current = event.timeStamp
        return
      }
      const isSecond = event.timeStamp - pressedAt.current < GO_WITHIN_MS
      pressedAt.current = Number.NEGATIVE_INFINITY
      const place = isSecond && places.find(({ key }) => key === event.code)
      if (!place) return
      // The second letter belongs to the jump, not to the list under it.
      event.preventDefault()
      event.stopPropagation()
      location.assign(place.href)
    }
    addEventListener('keydown', keys, { capture: true })
    return () => removeEventListener('keydown', keys, { capture: true })
  }, [me])
}

/** Assertive, because data on screen may be old. */
function Offline() {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return (
    <div aria-live="assertive">
      {!online && <p class="banner fixed inset-x-0 top-0 z-[45]">{t('shell.offline')}</p>}
    </div>
  )
}
