import { t } from '../../../lib/i18n/t.ts'
import { say } from '../../../lib/messages.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { clockOf } from '../../../lib/when.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { Saver } from './saver.ts'

/** When the draft was stored last, or why it is not; what is not stored is kept on this device. */
export function SaveState({ saver }: { saver: Saver }) {
  const saving = saver.now()
  const at = saver.stored()?.updatedAt
  switch (saving.state) {
    case 'none':
      return null
    case 'saved':
      return (
        <span class="subtle n inline-flex items-center gap-1 text-t12" role="status">
          <Icon name="check" size={14} />
          {at && t('wizard.saved_at', { at: clockOf(at) })}
        </span>
      )
    case 'waiting':
    case 'saving':
      return <span class="subtle text-t12">{t('wizard.saving')}</span>
    case 'conflict':
      return <Warning text={t('wizard.conflict_short')} />
    case 'gone':
      return <Gone error={saving.error} />
    case 'refused':
      return <Warning text={`${refusal(saving.error)} ${t('wizard.kept_here')}`} />
    case 'offline':
      return <Warning text={t('wizard.offline')} />
  }
}

function refusal(error: unknown): string {
  const max = error instanceof ApiProblem && error.code === 'conflict' && error.facts.max
  return typeof max === 'number' ? t('wizard.too_many', { max }) : say(error)
}

const Warning = ({ text }: { text: string }) => (
  <span class="help warn inline-flex items-center gap-1" role="alert">
    <Icon name="triangle-alert" size={14} />
    <span>{text}</span>
  </span>
)

/** Somebody published or deleted the draft meanwhile. */
function Gone({ error }: { error: unknown }) {
  const facts = error instanceof ApiProblem ? error.facts : {}
  if (typeof facts.policyId !== 'string') return <Warning text={t('wizard.deleted')} />
  return (
    <span class="help warn inline-flex items-center gap-2" role="alert">
      <span>{t('wizard.published_by', { name: String(facts.by) })}</span>
      <a class="link" href={`/policies/view?id=${facts.policyId}`}>
        {t('wizard.open_policy')}
      </a>
    </span>
  )
}
