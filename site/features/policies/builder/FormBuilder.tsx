import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { dependentsOf } from '#api/forms/condition-problems.ts'
import { type FormEntry, isOwn, type Template } from '#api/forms/entry.ts'
import { FIELDS_MAX, templateProblems } from '#api/forms/template-problems.ts'
import { t } from '../../../lib/i18n/t.ts'
import { isTyping } from '../../../lib/shortcuts.ts'
import { Button } from '../../../ui/Button.tsx'
import { labelOf } from '../../../ui/form-field/field-words.ts'
import { isSame } from '../wizard/step-payloads.ts'
import { ConfirmRemoval } from './ConfirmRemoval.tsx'
import { FieldCatalogue } from './FieldCatalogue.tsx'
import { FormRows } from './FormRows.tsx'
import { add, type Built, built, change, move, redo, remove, undo } from './model.ts'
import { Preview } from './Preview.tsx'
import { ProblemList } from './ProblemList.tsx'

export type BuilderProps = {
  form: Template
  onForm: (form: Template) => void
}

/** From this number of fields on the limit is shown. */
const COUNTED_FROM = 50

/** The order form of a policy: all fields left, the form in the middle, the shop's telephone right. */
export function FormBuilder({ form, onForm }: BuilderProps) {
  const [now, setNow] = useState<Built>(() => built(form))
  const [selected, setSelected] = useState<string | undefined>(undefined)
  const [open, setOpen] = useState(false)
  const [leaving, setLeaving] = useState<string | undefined>(undefined)
  const [isPreviewed, setPreviewed] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  /** The row that has the focus after the next rendering. */
  const sought = useRef<string | undefined>(undefined)
  const problems = templateProblems(now.form)
  const known = useRef(form)
  useEffect(() => {
    // Somebody else changed the form meanwhile; what was typed here is in it.
    if (!isSame(form, known.current)) setNow(built(form))
    known.current = form
  }, [form])

  const go = (next: Built) => {
    if (next === now) return
    setNow(next)
    known.current = next.form
    onForm(next.form)
  }
  const select = (key: string, opens = open) => {
    setSelected(key)
    setOpen(opens)
    // Before its neighbour is removed, so that the next key is not lost; a new row has the focus once it is there.
    focusRow(key)
    sought.current = key
  }
  const focusRow = (key: string) =>
    root.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus()
  useLayoutEffect(() => {
    if (sought.current !== undefined) focusRow(sought.current)
    sought.current = undefined
  })
  const insert = (entry: FormEntry) => {
    if (now.form.some(({ key }) => key === entry.key)) return select(entry.key)
    go(add(now, entry, selected))
    // An own field has everything still to be said.
    select(entry.key, open || isOwn(entry.key))
  }
  const drop = (key: string) => {
    const at = now.form.findIndex((entry) => entry.key === key)
    const next = now.form[at + 1] ?? now.form[at - 1]
    setLeaving(undefined)
    go(remove(now, key))
    if (next) select(next.key, false)
  }
  const ask = (key: string) =>
    dependentsOf(now.form, key).length > 0 ? setLeaving(key) : drop(key)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the fields inside it
    <div
      ref={root}
      class="builder"
      data-preview={isPreviewed || undefined}
      onKeyDown={(event) => {
        const key = event.key.toLowerCase()
        if (!(event.ctrlKey || event.metaKey) || isTyping(event)) return
        if (key === 'z' && !event.shiftKey) go(undo(now))
        else if (key === 'y' || key === 'z') go(redo(now))
        else return
        event.preventDefault()
      }}
    >
      <FieldCatalogue form={now.form} onInsert={insert} />
      <div class="builder-form">
        <div class="builder-tools">
          {now.form.length >= COUNTED_FROM && (
            <span class="subtle n">
              {t('builder.count', { count: now.form.length, max: FIELDS_MAX })}
            </span>
          )}
          <span class="builder-keys subtle max-md:hidden">{t('builder.keys')}</span>
          <Button
            size="sm"
            disabledBecause={now.past.length > 0 ? undefined : t('builder.nothing_to_undo')}
            onClick={() => go(undo(now))}
          >
            {t('builder.undo')}
          </Button>
          <Button
            size="sm"
            disabledBecause={now.future.length > 0 ? undefined : t('builder.nothing_to_redo')}
            onClick={() => go(redo(now))}
          >
            {t('builder.redo')}
          </Button>
          <Button
            size="sm"
            class="builder-toggle"
            aria-pressed={isPreviewed}
            onClick={() => setPreviewed(!isPreviewed)}
          >
            {t('builder.preview')}
          </Button>
        </div>
        <ProblemList form={now.form} problems={problems} onGo={(key) => select(key, true)} />
        <FormRows
          form={now.form}
          problems={problems}
          selected={selected}
          open={open}
          onSelect={select}
          onChange={(key, part) => go(change(now, key, part))}
          onMove={(key, by) => {
            go(move(now, key, by))
            select(key)
          }}
          onRemove={ask}
        />
      </div>
      <Preview form={now.form} selected={selected} onSelect={setSelected} />
      {leaving && (
        <ConfirmRemoval
          name={nameIn(now.form, leaving)}
          dependents={dependentsOf(now.form, leaving).map((key) => nameIn(now.form, key))}
          onRemove={() => drop(leaving)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </div>
  )
}

const nameIn = (form: Template, key: string): string => {
  const entry = form.find((each) => each.key === key)
  return entry ? labelOf(entry) : key
}
