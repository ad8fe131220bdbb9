import type { CreatedApiToken } from '#api/tokens/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Input } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Modal } from '../../ui/Modal.tsx'

/** The secret, this once. */
export function TokenSecret({ token, onClose }: { token: CreatedApiToken; onClose: () => void }) {
  return (
    <Modal title={t('settings.token_made')} onClose={onClose}>
      <p class="note">
        <Icon name="info" size={14} />
        <span>{t('settings.token_once')}</span>
      </p>
      <Input
        label={token.name}
        class="n"
        value={token.secret}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
        suffix={<CopyButton text={token.secret} label={t('settings.token_copy')} />}
      />
      <div class="modal-foot">
        <Button kind="primary" onClick={onClose}>
          {t('ui.done')}
        </Button>
      </div>
    </Modal>
  )
}
