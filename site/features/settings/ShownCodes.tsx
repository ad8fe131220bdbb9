import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { CopyText } from './CopyText.tsx'

/** The recovery codes, shown once. Closing requires the confirmation that they are kept. */
export function ShownCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [isKept, setKept] = useState(false)
  const close = () => isKept && onClose()
  return (
    <Modal title={t('settings.codes_title')} onClose={close}>
      <p class="note warn">
        <Icon name="info" size={14} />
        <span>{t('settings.codes_note')}</span>
      </p>
      <ol class="settings-codes n">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="settings-buttons">
        <CopyText text={codes.join('\n')}>{t('settings.codes_copy')}</CopyText>
        <Button onClick={() => print()}>{t('settings.codes_print')}</Button>
      </div>
      <Checkbox checked={isKept} onValue={setKept}>
        {t('settings.codes_kept')}
      </Checkbox>
      <div class="modal-foot">
        <Button
          kind="primary"
          disabledBecause={isKept ? undefined : t('settings.codes_keep_first')}
          onClick={close}
        >
          {t('ui.done')}
        </Button>
      </div>
    </Modal>
  )
}
