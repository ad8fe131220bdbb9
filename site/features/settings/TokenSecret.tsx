import type { CreatedApiToken } from '#api/tokens/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { CopyText } from './CopyText.tsx'

/** The secret, shown once. */
export function TokenSecret({ token, onClose }: { token: CreatedApiToken; onClose: () => void }) {
  return (
    <Modal title={t('settings.token_made')} onClose={onClose}>
      <p class="note">
        <Icon name="info" size={14} />
        <span>{t('settings.token_once')}</span>
      </p>
      <div>
        <p class="label">{token.name}</p>
        <code class="settings-secret" data-secret>
          {token.secret}
        </code>
      </div>
      <div class="modal-foot">
        <CopyText text={token.secret}>{t('settings.token_copy')}</CopyText>
        <Button kind="primary" onClick={onClose}>
          {t('ui.done')}
        </Button>
      </div>
    </Modal>
  )
}
