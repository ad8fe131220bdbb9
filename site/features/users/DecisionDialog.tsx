import type { UserItem } from '#api/users/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Confirm } from '../../ui/Modal.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { GrantsDialog } from './GrantsDialog.tsx'
import { ResetLinkDialog } from './ResetLinkDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import type { Deciding } from './use-decision.ts'
import type { Decision } from './user-commands.ts'

const REASON_MAX = 200
const PRESETS = ['1', '2', '3'] as const

/** Decisions with a dialog. Approving and unlocking harm nobody and can be undone, so they have none. */
export type Asked = Exclude<Decision, 'approve' | 'unlock'>

type Props = { asked: Asked; user: UserItem; deciding: Deciding; onClose: () => void }

/** The question before a decision about a person. */
export function DecisionDialog({ asked, user, deciding, onClose }: Props) {
  const state = { busy: deciding.busy, error: deciding.error, onClose }
  const { name } = user
  switch (asked) {
    case 'reject':
    case 'suspend':
      return (
        <ReasonDialog
          {...state}
          title={t(`org.${asked}_title`, { name })}
          text={t(`org.${asked}_text`)}
          verb={t(`org.do.${asked}`)}
          presets={PRESETS.map((n) => `org.${asked}_preset.${n}` as const)}
          help={t('org.reason_help')}
          lengthMax={REASON_MAX}
          onReason={(reason) => void deciding.run(user, asked, { reason })}
        />
      )
    case 'reinstate':
      return (
        <Confirm
          {...state}
          title={t('org.reinstate_title', { name })}
          text={t('org.reinstate_text')}
          verb={t('org.do.reinstate')}
          onConfirm={() => void deciding.run(user, 'reinstate')}
        />
      )
    case 'change_role':
      return (
        <RoleDialog
          {...state}
          user={user}
          onRole={(role) => void deciding.run(user, 'change_role', { role })}
        />
      )
    case 'grant':
      return (
        <GrantsDialog
          {...state}
          user={user}
          onGrants={(grants) => void deciding.run(user, 'grant', { grants })}
        />
      )
    case 'reset_password':
      return <ResetLinkDialog user={user} onClose={onClose} />
    case 'reset_second_factor':
      return (
        <Confirm
          {...state}
          danger
          title={t('org.reset_factor_title', { name })}
          text={t('org.reset_factor_text')}
          verb={t('org.reset_factor_verb')}
          onConfirm={() => void deciding.run(user, 'reset_second_factor')}
        />
      )
    case 'sign_out':
      return (
        <Confirm
          {...state}
          danger
          title={t('org.sign_out_title', { name })}
          text={t('org.sign_out_text')}
          verb={t('org.sign_out_verb')}
          onConfirm={() => void deciding.run(user, 'sign_out')}
        />
      )
  }
}
