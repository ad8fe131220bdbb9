import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Modal } from '../../ui/Modal.tsx'

type Props = {
  title: string
  link: string
  expiresAt: string
  mailed: boolean
  onClose: () => void
}

/** A link that grants access. It is shown once, so the dialog says so before it closes. */
export function OnceLink({ title, link, expiresAt, mailed, onClose }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <Modal title={title} onClose={onClose}>
      <p class="note">
        <Icon name="info" size={14} />
        <span>
          {t('org.once_note')} {mailed && t('org.once_mailed')}
        </span>
      </p>
      <Input
        label={t('org.once_link')}
        help={t('org.once_until', { at: dateTime(expiresAt) })}
        value={link}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.close')}</Button>
        <Button
          kind="primary"
          icon={copied ? 'check' : 'copy'}
          autofocus
          onClick={() => void copy()}
        >
          {t(copied ? 'ui.copied' : 'org.once_copy')}
        </Button>
      </div>
      <span class="vh" aria-live="polite">
        {copied ? t('ui.copied') : ''}
      </span>
    </Modal>
  )
}
