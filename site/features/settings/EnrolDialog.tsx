import { useEffect, useState } from 'preact/hooks'
import type { ConfirmFactor, Enrolment } from '#api/factors/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { say } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { CodeInput } from './CodeInput.tsx'
import { ShownCodes } from './ShownCodes.tsx'

/** Three steps in one dialog: scan the picture, type the code that the app shows, keep the recovery codes. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [codes, setCodes] = useState<string[]>()
  const begin = useAction(async () => setEnrolment(await api.post('/me/second-factor')))
  // Once, when the dialog opens: each start creates another key.
  useEffect(() => void begin.run(), [])
  const confirm = useAction(async (code: string) => {
    const body: ConfirmFactor = { code }
    const answer = await api.post('/me/second-factor/confirmation', { json: body })
    setCodes(answer.codes)
  })
  if (codes) return <ShownCodes codes={codes} onClose={onClose} />
  return (
    <Modal title={t('settings.enrol_title')} onClose={onClose}>
      {begin.error !== undefined ? (
        <ErrorState
          what={t('settings.factor')}
          error={begin.error}
          onRetry={() => void begin.run()}
        />
      ) : (
        <>
          <p class="muted">{t('settings.enrol_scan')}</p>
          {enrolment ? (
            <div class="settings-qr">
              <QrCode text={enrolment.uri} label={t('settings.enrol_picture')} />
              <div>
                {/* A link for people whose app is on this device: they cannot scan their own screen. */}
                <a class="link settings-here" href={enrolment.uri}>
                  {t('settings.enrol_here')}
                </a>
                <p class="label">{t('settings.enrol_key')}</p>
                <p class="settings-key n">
                  <span data-key>{enrolment.key}</span>
                  <CopyButton text={enrolment.key} label={t('settings.enrol_copy')} />
                </p>
              </div>
            </div>
          ) : (
            <SkeletonLines lines={5} />
          )}
          <CodeInput
            label={t('settings.enrol_code')}
            submit={t('settings.enrol_submit')}
            busy={confirm.busy}
            error={confirm.error === undefined ? undefined : say(confirm.error)}
            onCode={(code) => void confirm.run(code)}
          >
            <Button onClick={onClose}>{t('ui.cancel')}</Button>
          </CodeInput>
        </>
      )}
    </Modal>
  )
}
