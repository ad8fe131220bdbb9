import { useEffect, useRef, useState } from 'preact/hooks'
import { findIn, searchable } from '../lib/hangul.ts'
import { t } from '../lib/i18n/t.ts'
import { say } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useId } from '../lib/use-id.ts'
import { Icon } from '../ui/Icon.tsx'
import { Marked } from '../ui/Marked.tsx'
import { showOption } from '../ui/show-option.ts'
import { type Command, commandsFor } from './commands.ts'
import { recordsOf, useFound } from './found.ts'

/**
 * Ctrl+K: every place and action that this person may use, by name or initial consonants, and every order,
 * company and person that they may see. Closing returns the focus.
 */
export function Palette({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [isComposing, setComposing] = useState(false)
  const [at, setAt] = useState(0)
  const records = useFound(searchable(query, isComposing))
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    // The browser restores the focus only when a dialog is closed, not when it is removed.
    return () => opened?.close()
  }, [])
  if (!me) return null

  const commands = commandsFor(me).filter(
    ({ label, also = '' }) => findIn(label, query) || (query && findIn(also, query)),
  )
  const shown = [...(records.data ? recordsOf(records.data) : []), ...commands]
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
    if (by) {
      const next = (active + by + shown.length) % Math.max(1, shown.length)
      setAt(next)
      showOption(`${id}-${next}`)
    }
    // At once: the dialog's own `close` event comes a moment later, when the palette may be open again.
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter') run(shown[active], event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      class="modal palette"
      aria-label={t('palette.title')}
      // Only for this dialog: the event may come after it is gone and the next one has opened.
      onClose={() => dialog.current && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="in">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
          aria-label={t('palette.title')}
          placeholder={t('palette.hint')}
          autocomplete="off"
          value={query}
          onInput={({ currentTarget, isComposing: isBegun }) => {
            setComposing(isBegun)
            setQuery(currentTarget.value)
            setAt(0)
          }}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={keys}
        />
        <kbd class="kbd">Esc</kbd>
      </div>
      <div class="list" id={id} role="listbox" aria-label={t('palette.title')}>
        {shown.map((command, index) => (
          <div key={command.id} class="px-1.5" role="presentation">
            {command.section !== shown[index - 1]?.section && (
              <p class="menu-head" role="presentation">
                {t(`palette.${command.section}`)}
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
              {command.note && <span class="subtle trunc text-t12">{command.note}</span>}
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
      </div>
      <p class="px-4 py-2 subtle text-t12" role="status">
        {records.state === 'failed'
          ? t('palette.failed', { why: say(records.error) })
          : records.asks && records.state === 'loading'
            ? t('palette.searching')
            : shown.length === 0
              ? `${t('ui.no_results')}. ${t('palette.short')}`
              : query && !records.asks && t('palette.short')}
      </p>
    </dialog>
  )
}
