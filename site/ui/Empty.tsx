import type { ComponentChildren } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { say } from '../lib/messages.ts'
import { ApiProblem } from '../lib/problem.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.ts'

type EmptyProps = {
  icon?: IconName
  title: ComponentChildren
  text?: ComponentChildren
  boxed?: boolean
  /** What to do next: make the first one, or clear the filter. */
  children?: ComponentChildren
}

/** Nothing to show: why, and what to do next. */
export function Empty({ icon = 'list', title, text, boxed = false, children }: EmptyProps) {
  return (
    <div class={`empty${boxed ? ' boxed' : ''}`}>
      <Icon name={icon} size={20} />
      <b>{title}</b>
      {text && <span class="muted">{text}</span>}
      {children}
    </div>
  )
}

/** A part that failed: what, why, what still works, and a retry. The rest of the page stands. */
export function ErrorState({
  what,
  error,
  onRetry,
  boxed = true,
}: {
  what: string
  error: unknown
  onRetry: () => void
  boxed?: boolean
}) {
  const code = error instanceof ApiProblem ? error.shortCode : ''
  return (
    <div class={`empty${boxed ? ' boxed' : ''}`} role="alert">
      <Icon name="refresh-cw" size={20} />
      <b>{t('ui.not_loaded', { what })}</b>
      <span class="muted">
        {say(error)} {code && <span class="n">{t('ui.code', { code })}</span>}
      </span>
      <Button size="sm" onClick={onRetry}>
        {t('ui.retry')}
      </Button>
    </div>
  )
}

/** The error of a command, beside what was pressed. The sentence includes its facts. */
export function ErrorNote({ error }: { error: unknown }) {
  if (error === undefined) return null
  const code = error instanceof ApiProblem ? error.shortCode : ''
  return (
    <p class="help error" role="alert">
      <Icon name="circle-x" size={14} />
      <span>
        {say(error)} {code && <span class="n subtle">{t('ui.code', { code })}</span>}
      </span>
    </p>
  )
}
