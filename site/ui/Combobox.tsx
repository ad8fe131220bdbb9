import { useMemo, useState } from 'preact/hooks'
import { findIn, searchable } from '../lib/hangul.ts'
import { t } from '../lib/i18n/t.ts'
import { useId } from '../lib/use-id.ts'
import { Field, type FieldProps, pick } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { Marked } from './Marked.tsx'
import { showOption } from './show-option.ts'

export type Choice = { value: string; label: string; note?: string }

type Props = FieldProps & {
  options: readonly Choice[]
  value: string | undefined
  onValue: (value: string | undefined) => void
  placeholder?: string
  /** For options from the server: receives the typed text, which the caller debounces. */
  onSearch?: (text: string) => void
  loading?: boolean
}

const SHOWN_MAX = 100

/** A choice among many: type to filter, initial consonants included (ㅎㄱ → 한강네트웍스). */
export function Combobox(props: Props) {
  const { label, help, error, optional, bare, options, value, onValue, onSearch, placeholder } =
    props
  const listId = useId()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [at, setAt] = useState(0)
  const open = typed !== undefined
  const chosen = options.find((option) => option.value === value)
  const found = useMemo(() => matching(options, typed ?? '', !onSearch), [options, typed, onSearch])
  const active = Math.min(at, found.length - 1)

  const choose = (option: Choice | undefined) => {
    if (option) onValue(option.value)
    setTyped(undefined)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) {
      event.preventDefault()
      if (!open) return setTyped('')
      const next = Math.max(0, Math.min(found.length - 1, active + by))
      setAt(next)
      showOption(`${listId}-${next}`)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(found[active])
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setTyped(undefined)
    }
  }
  return (
    <Field {...pick({ label, help, error, optional, bare })}>
      {(control) => (
        <div class="relative">
          <div class={`in${error ? ' error' : ''}`}>
            <Icon name="search" />
            <input
              {...control}
              role="combobox"
              aria-expanded={open}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
              autocomplete="off"
              placeholder={placeholder}
              value={typed ?? chosen?.label ?? ''}
              onFocus={({ currentTarget }) => currentTarget.select()}
              onClick={() => setTyped((before) => before ?? '')}
              onInput={({ currentTarget, isComposing }) => {
                setTyped(currentTarget.value)
                setAt(0)
                onSearch?.(searchable(currentTarget.value, isComposing))
              }}
              onCompositionEnd={({ currentTarget }) =>
                onSearch?.(searchable(currentTarget.value, false))
              }
              onKeyDown={keys}
              onBlur={() => setTyped(undefined)}
            />
            {chosen?.note && !open && (
              <span class="muted n trunc max-w-1/2 max-[360px]:max-w-1/3">{chosen.note}</span>
            )}
            <Icon name="chevrons-up-down" />
          </div>
          {open && (
            <div class="menu listbox">
              <div id={listId} role="listbox">
                {found.map((option, index) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys
                  <div
                    key={option.value}
                    id={`${listId}-${index}`}
                    class="menu-item"
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === active}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => choose(option)}
                  >
                    <Marked text={option.label} query={typed} />
                    {option.note && <span class="subtle n ml-auto text-t12">{option.note}</span>}
                  </div>
                ))}
              </div>
              <div class="px-2 py-1 text-t12 subtle" aria-live="polite">
                {props.loading
                  ? t('ui.loading')
                  : found.length > 0
                    ? t('ui.results', { count: found.length })
                    : t('ui.no_results')}
              </div>
            </div>
          )}
        </div>
      )}
    </Field>
  )
}

function matching(options: readonly Choice[], query: string, isLocal: boolean): Choice[] {
  const found = isLocal
    ? options.filter(({ label, note = '' }) => findIn(`${label} ${note}`, query))
    : [...options]
  return found.slice(0, SHOWN_MAX)
}
