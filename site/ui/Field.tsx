import type { ComponentChildren, JSX, Ref } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { Glyph } from './Glyph.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.ts'

export type FieldProps = {
  label: ComponentChildren
  help?: ComponentChildren
  /** Replaces the help and marks the field. Names the fix. */
  error?: ComponentChildren
  optional?: boolean
  /** In a table, whose head and row name it: the label is only heard, and no line is kept for help. */
  bare?: boolean
}

/** What a control needs to be tied to its label and its help. */
export type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

/** Label above, control, help or error below. */
export function Field({
  label,
  help,
  error,
  optional = false,
  bare = false,
  children,
}: FieldProps & { children: (control: Control) => ComponentChildren }) {
  const id = useId()
  const noteId = `${id}-note`
  const control: Control = {
    id,
    ...(help || error ? { 'aria-describedby': noteId } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  }
  return (
    <div class={`field${bare ? ' !gap-0' : ''}`}>
      <label class={bare ? 'vh' : 'label'} for={id}>
        {label}
        {optional && <span class="subtle"> {t('ui.optional')}</span>}
      </label>
      {children(control)}
      {error ? (
        <p class="help error s-stop" id={noteId}>
          <Glyph name="cross" size={13} />
          <span>{error}</span>
        </p>
      ) : (
        help && (
          <p class={bare ? 'vh' : 'help'} id={noteId}>
            <span>{help}</span>
          </p>
        )
      )}
    </div>
  )
}

type InputProps = FieldProps & {
  icon?: IconName
  /** After the text: a unit or a button. */
  suffix?: ComponentChildren
  inputRef?: Ref<HTMLInputElement>
  size?: 'sm' | 'md' | 'lg'
} & Omit<JSX.IntrinsicElements['input'], 'label' | 'size' | 'icon'>

/** One line of text. */
export function Input(props: InputProps) {
  const { label, help, error, optional, icon, suffix, inputRef, size = 'md', ...rest } = props
  const frame = `in ${size}${error ? ' error' : ''}${rest.readOnly ? ' readonly' : ''}`
  return (
    <Field {...pick({ label, help, error, optional })}>
      {(control) => (
        <div class={frame}>
          {icon && <Icon name={icon} />}
          <input {...control} {...rest} ref={inputRef ?? null} />
          {suffix}
        </div>
      )}
    </Field>
  )
}

/** Several lines of text: memos and reasons. */
export function TextArea(props: FieldProps & Omit<JSX.IntrinsicElements['textarea'], 'label'>) {
  const { label, help, error, optional, rows = 3, ...rest } = props
  return (
    <Field {...pick({ label, help, error, optional })}>
      {(control) => (
        <div class={`in${error ? ' error' : ''}`}>
          <textarea {...control} rows={rows} {...rest} />
        </div>
      )}
    </Field>
  )
}

/** The parts of `FieldProps` that are there; an absent one stays absent. */
export function pick({
  label,
  help,
  error,
  optional,
  bare,
}: { [K in keyof FieldProps]: FieldProps[K] | undefined } & {
  label: ComponentChildren
}): FieldProps {
  return { label, help, error, optional: optional ?? false, bare: bare ?? false }
}
