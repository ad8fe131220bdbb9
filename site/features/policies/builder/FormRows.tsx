import type { FormError } from '#api/forms/check.ts'
import { type FormEntry, fieldFor, isFixed, type Template } from '#api/forms/entry.ts'
import { FORM_GROUPS } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { labelOf } from '../../../ui/form-field/field-words.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { conditionWords } from './condition-words.ts'
import { FieldProperties } from './FieldProperties.tsx'
import { groupOf } from './model.ts'
import { placeOf } from './ProblemList.tsx'

type Props = {
  form: Template
  problems: readonly FormError[]
  selected: string | undefined
  /** Whether the properties of the selected field are open. */
  open: boolean
  onSelect: (key: string, opens?: boolean) => void
  onChange: (key: string, part: Partial<FormEntry>) => void
  onMove: (key: string, by: -1 | 1) => void
  onRemove: (key: string) => void
}

/** The form section by section; the selected field opens its properties below itself. */
export function FormRows(props: Props) {
  const { form } = props
  if (form.length === 0) return <p class="empty-note subtle">{t('builder.empty')}</p>
  return (
    <>
      {FORM_GROUPS.map((group) => {
        const entries = form.filter((entry) => groupOf(entry) === group)
        return (
          entries.length > 0 && (
            <section key={group}>
              <h4 class="builder-section">
                {t(`fields.group.${group}`)} <span class="subtle n">{entries.length}</span>
              </h4>
              <ul class="builder-rows">
                {entries.map((entry) => (
                  <Row key={entry.key} {...props} entry={entry} />
                ))}
              </ul>
            </section>
          )
        )
      })}
    </>
  )
}

function Row(props: Props & { entry: FormEntry }) {
  const { entry, form, problems, selected, open, onSelect, onMove, onRemove } = props
  const field = fieldFor(entry)
  const isSelected = selected === entry.key
  const isOpen = isSelected && open
  const isFaulty = problems.some(({ path }) => form[placeOf(path)]?.key === entry.key)
  const step = (by: -1 | 1) => {
    const next = form[form.findIndex(({ key }) => key === entry.key) + by]
    if (next) onSelect(next.key, false)
  }
  const condition = conditionWords(entry, form)
  return (
    <li class="builder-item" data-selected={isSelected || undefined}>
      <button
        type="button"
        class="builder-row"
        data-row={entry.key}
        aria-expanded={isOpen}
        tabIndex={isSelected || (!selected && form[0]?.key === entry.key) ? 0 : -1}
        onClick={() => onSelect(entry.key, !isOpen)}
        onKeyDown={(event) => {
          const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key]
          if (by && event.altKey) onMove(entry.key, by)
          else if (by) step(by)
          else if (event.key === 'Delete') onRemove(entry.key)
          else if (event.key === 'Escape' && isOpen) onSelect(entry.key, false)
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      >
        <span class="builder-name">
          {isFaulty && (
            <span class="s-stop">
              <Glyph name="cross" size={13} />
            </span>
          )}
          <b>{labelOf(entry)}</b>
        </span>
        <span class="builder-kind subtle">{field ? t(`builder.kind_${field.kind}`) : '?'}</span>
        <span class="builder-when">{condition && <>↳ {condition}</>}</span>
        <span class="builder-tags">
          {isFixed(entry) ? (
            <span class="tag">{t('builder.tag_fixed')}</span>
          ) : (
            (entry.required || field?.law?.effect === 'shown_required') && (
              <span class="tag">{t('builder.tag_required')}</span>
            )
          )}
          {field?.sealed && <span class="tag">{t('builder.tag_sealed')}</span>}
        </span>
        <Icon name="chevron-down" size={14} />
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is open inside
        <div
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.isComposing) return
            event.stopPropagation()
            onSelect(entry.key, false)
          }}
        >
          <FieldProperties {...props} entry={entry} />
        </div>
      )}
    </li>
  )
}
