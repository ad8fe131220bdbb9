import { t } from '../../../lib/i18n/t.ts'
import { Confirm } from '../../../ui/Modal.tsx'

type Props = {
  name: string
  /** The fields whose condition names it. */
  dependents: readonly string[]
  onRemove: () => void
  onClose: () => void
}

/** Asks before a field goes on which others depend. */
export const ConfirmRemoval = ({ name, dependents, onRemove, onClose }: Props) => (
  <Confirm
    title={t('builder.remove_title', { name })}
    text={t('builder.remove_text', { fields: dependents.join(', ') })}
    verb={t('builder.remove')}
    danger
    onConfirm={onRemove}
    onClose={onClose}
  />
)
