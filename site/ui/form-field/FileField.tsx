import { useLayoutEffect, useRef } from 'preact/hooks'
import { MEDIA_TYPES } from '#api/attachments/sniff.ts'
import { percent } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useId } from '../../lib/use-id.ts'
import { Button } from '../Button.tsx'
import { Glyph } from '../Glyph.tsx'
import { sizeWords } from './field-words.ts'
import { type FileControl, type FileState, mayRetry, sayFile } from './file-state.ts'

export type FileFieldProps = {
  label: string
  help: string | undefined
  error: string | undefined
  optional: boolean
  control: FileControl
}

/** A question for a file: a photograph or a document, its way to the storage, and what became of it. */
export function FileField({ label, help, error, optional, control }: FileFieldProps) {
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const { state, isKept } = control
  const phase = state?.is ?? (isKept ? 'kept' : 'empty')
  useFocusWithin(root, phase)
  const fault = state?.is === 'failed' ? sayFile(state.why, state.file) : error
  return (
    <fieldset class="field" aria-describedby={`${id}-note`}>
      <legend class="label file-legend">
        {label}
        {optional && <span class="subtle"> {t('ui.optional')}</span>}
      </legend>
      <div ref={root} class="file-box" data-phase={phase} aria-invalid={fault ? true : undefined}>
        <Body label={label} phase={phase} control={control} />
      </div>
      <div id={`${id}-note`}>
        {fault ? (
          <p class="help error s-stop" role="alert">
            <Glyph name="cross" size={13} />
            <span>{fault}</span>
          </p>
        ) : (
          <p class="help">
            {help && `${help} `}
            {phase === 'empty' && t('attaching.rule')}
          </p>
        )}
      </div>
      <span class="vh" role="status">
        {phase === 'sending' && t('attaching.sending', { name: label })}
        {phase === 'kept' && t('attaching.kept', { name: label })}
      </span>
    </fieldset>
  )
}

type Phase = FileState['is'] | 'empty'
type BodyProps = { label: string; phase: Phase; control: FileControl }

function Body({ label, phase, control }: BodyProps) {
  const { state, onCancel, onRetry, onRemove } = control
  if (phase === 'empty') return <Picks label={label} control={control} />
  return (
    <>
      <span class="file-name">
        {phase === 'kept' && (
          <span class="s-done">
            <Glyph name="check" size={14} />
          </span>
        )}
        <span class="trunc">{state?.file.name ?? t('fields.attached')}</span>
        {state && <span class="subtle n">{sizeWords(state.file.size)}</span>}
        {state?.is === 'sending' && (
          <span class="n">{percent(Math.floor(state.share * 100) / 100)}</span>
        )}
      </span>
      {state?.is === 'sending' && (
        <div
          class="meter"
          role="progressbar"
          aria-label={t('attaching.sending', { name: label })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(state.share * 100)}
        >
          <i style={{ width: `${state.share * 100}%` }} />
        </div>
      )}
      <span class="file-acts">
        {state?.is === 'sending' && (
          <Button size="sm" tabIndex={0} onClick={onCancel}>
            {t('attaching.cancel')}
          </Button>
        )}
        {state?.is === 'failed' && mayRetry(state.why) && (
          <Button size="sm" icon="refresh-cw" tabIndex={0} onClick={onRetry}>
            {t('attaching.retry')}
          </Button>
        )}
        {state?.is !== 'sending' && (
          <Button
            size="sm"
            icon="trash-2"
            tabIndex={0}
            aria-label={t('attaching.remove_name', { name: label })}
            onClick={onRemove}
          >
            {t('attaching.remove')}
          </Button>
        )}
      </span>
    </>
  )
}

const ACCEPT = Object.values(MEDIA_TYPES).join(',')

/** The camera and the files of the device; the browser's own controls are behind the buttons. */
function Picks({ label, control }: Omit<BodyProps, 'phase'>) {
  const camera = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const input = { type: 'file', class: 'vh', tabIndex: -1, 'aria-hidden': true } as const
  const onChange = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const [file] = currentTarget.files ?? []
    if (file) control.onPick(file)
  }
  return (
    <span class="file-acts">
      <input ref={camera} {...input} accept="image/*" capture="environment" onChange={onChange} />
      <input ref={files} {...input} accept={ACCEPT} onChange={onChange} data-files={label} />
      <Button class="file-camera" tabIndex={0} onClick={() => camera.current?.click()}>
        {t('attaching.take')}
      </Button>
      <Button icon="plus" tabIndex={0} onClick={() => files.current?.click()}>
        {t('attaching.pick')}
      </Button>
    </span>
  )
}

/** The buttons differ by phase: the focus of one that disappears goes to the first of the next ones. */
function useFocusWithin(root: { current: HTMLElement | null }, phase: Phase) {
  const before = useRef(phase)
  useLayoutEffect(() => {
    if (before.current === phase) return
    before.current = phase
    const at = document.activeElement
    if (at === document.body || at === null)
      root.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true })
  }, [phase])
}
