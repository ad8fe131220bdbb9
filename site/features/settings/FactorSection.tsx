import { useState } from 'preact/hooks'
import type { SecondFactor } from '#api/factors/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { loadMe, type Me } from '../../lib/session.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { CodesDialog } from './CodesDialog.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'
import { RemoveFactorDialog } from './RemoveFactorDialog.tsx'

type Open = 'enrol' | 'codes' | 'remove' | undefined

/** The authenticator app: whether one is set up, its purpose, and what can be done with it. */
export function FactorSection({ me, line = false }: { me: Me; line?: boolean }) {
  const factor = useAnswer(addressOf('/me/second-factor'))
  const [open, setOpen] = useState<Open>()
  const close = () => {
    setOpen(undefined)
    void loadMe()
  }
  return (
    <Section title={t('settings.factor')} line={line}>
      {me.secondFactor === 'owed' && (
        <p class="note warn">
          <Icon name="info" size={14} />
          <span>{t('settings.factor_owed')}</span>
        </p>
      )}
      <p class="muted">{t('settings.factor_about')}</p>
      {factor.state === 'loading' && <SkeletonLines lines={2} />}
      {factor.state === 'failed' && (
        <ErrorState what={t('settings.factor')} error={factor.error} onRetry={factor.reload} />
      )}
      {factor.data && (
        <State factor={factor.data} isOwed={me.secondFactor === 'owed'} onOpen={setOpen} />
      )}
      {open === 'enrol' && <EnrolDialog onClose={close} />}
      {open === 'codes' && <CodesDialog onClose={close} />}
      {open === 'remove' && (
        <RemoveFactorDialog required={factor.data?.required ?? false} onClose={close} />
      )}
    </Section>
  )
}

type StateProps = { factor: SecondFactor; isOwed: boolean; onOpen: (open: Open) => void }

function State({ factor, isOwed, onOpen }: StateProps) {
  if (!factor.enrolled)
    return (
      <Button kind={isOwed ? 'primary' : 'default'} onClick={() => onOpen('enrol')}>
        {t('settings.factor_enrol')}
      </Button>
    )
  return (
    <>
      <p class="settings-state s-ok">
        <Glyph name="check" size={14} />
        <span>
          {t('settings.factor_since', { at: factor.since ? dateTime(factor.since) : '' })} ·{' '}
          {t('settings.codes_left', { n: factor.recoveryCodesLeft })}
        </span>
      </p>
      <div class="settings-buttons">
        <Button onClick={() => onOpen('codes')}>{t('settings.codes_new')}</Button>
        <Button kind="danger" onClick={() => onOpen('remove')}>
          {t('settings.factor_remove')}
        </Button>
      </div>
    </>
  )
}
