import type { ComponentChildren, JSX, Ref } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { useId } from '../lib/use-id.ts'
import { Glyph } from './Glyph.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.ts'
import { useUnread } from './unread.ts'

export type FieldProps = {
  label: ComponentChildren
  help?: ComponentChildren
  /** Replaces the help and marks the field. Says how to fix it. */
  error?: ComponentChildren
  /** The error for text that cannot be read: such a form is not sent (`unread.ts`). */
  unread?: string | undefined
  optional?: boolean
  /** In a table whose headers name it: the label is only for screen readers, and no line is kept for help. */
  bare?: boolean
}

/** Attributes that tie a control to its label and help. */
export type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

type FrameProps = FieldProps & {
  /** `hasError` marks the frame around the control. */
  children: (control: Control, hasError: boolean) => ComponentChildren
}

/** Label above, control, help or error below. */
export function Field({
  label,
  help,
  unread,
  optional = false,
  bare = false,
  ...rest
}: FrameProps) {
  const id = useId()
  const noteId = `${id}-note`
  const error = useUnread(id, unread) ?? rest.error
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
      {rest.children(control, Boolean(error))}
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
  const { label, help, error, optional, bare, icon, suffix, inputRef, size = 'md', ...rest } = props
  const frame = `in ${size}${error ? ' error' : ''}${rest.readOnly ? ' readonly' : ''}`
  return (
    <Field {...pick({ label, help, error, optional, bare })}>
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

/** The `FieldProps` that are given; an absent one stays absent. */
export function pick({
  label,
  help,
  error,
  unread,
  optional,
  bare,
}: { [K in keyof FieldProps]: FieldProps[K] | undefined } & {
  label: ComponentChildren
}): FieldProps {
  return { label, help, error, unread, optional: optional ?? false, bare: bare ?? false }
}
