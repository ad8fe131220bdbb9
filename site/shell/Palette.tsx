import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { findIn } from '../lib/hangul.ts'
import { t } from '../lib/i18n/t.ts'
import { useMe } from '../lib/session.ts'
import { Icon } from '../ui/Icon.tsx'
import { Marked } from '../ui/Marked.tsx'
import { type Command, commandsFor, directCommand } from './commands.ts'

/** Ctrl+K: everything this person may go to or do, by name or by initial consonants. */
export function Palette({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => dialog.current?.showModal(), [])
  if (!me) return null

  const found = commandsFor(me).filter(({ label }) => findIn(label, query))
  const shown = [...directCommand(query), ...found]
  const active = Math.min(at, shown.length - 1)
  const run = (command: Command | undefined, newTab: boolean) => {
    if (!command) return
    onClose()
    if (command.href === undefined) command.run()
    else if (newTab) window.open(command.href, '_blank', 'noopener')
    else location.assign(command.href)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) setAt((active + by + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') run(shown[active], event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      class="modal palette"
      aria-label={t('shell.palette')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="in">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
          aria-label={t('shell.palette')}
          placeholder={t('shell.palette_hint')}
          autocomplete="off"
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value)
            setAt(0)
          }}
          onKeyDown={keys}
        />
        <kbd class="kbd">Esc</kbd>
      </div>
      <div class="list" id={id} role="listbox" aria-label={t('shell.palette')}>
        {shown.map((command, index) => (
          <div key={command.id} class="px-1.5" role="presentation">
            {command.section !== shown[index - 1]?.section && (
              <p class="menu-head" role="presentation">
                {t(`shell.palette_${command.section}`)}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys */}
            <div
              id={`${id}-${index}`}
              class="menu-item"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseMove={() => setAt(index)}
              onClick={({ ctrlKey, metaKey }) => run(command, ctrlKey || metaKey)}
            >
              <Icon name={command.icon} />
              <Marked text={command.label} query={query} />
              <span class="ml-auto flex gap-1">
                {command.keys?.map((cap) => (
                  <kbd key={cap} class="kbd">
                    {cap}
                  </kbd>
                ))}
              </span>
            </div>
          </div>
        ))}
        {shown.length === 0 && <p class="px-4 py-3 subtle">{t('ui.no_results')}</p>}
      </div>
    </dialog>
  )
}
