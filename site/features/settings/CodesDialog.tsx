import { useState } from 'preact/hooks'
import type { ConfirmFactor } from '#api/factors/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { say } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { CodeInput } from './CodeInput.tsx'
import { ShownCodes } from './ShownCodes.tsx'

/** New recovery codes, which replace the old ones; a code of the app proves who asks. */
export function CodesDialog({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[]>()
  const make = useAction(async (code: string) => {
    const body: ConfirmFactor = { code }
    setCodes((await api.post('/me/second-factor/recovery-codes', { json: body })).codes)
  })
  if (codes) return <ShownCodes codes={codes} onClose={onClose} />
  return (
    <Modal title={t('settings.codes_new')} onClose={onClose}>
      <p class="muted">{t('settings.codes_new_text')}</p>
      <CodeInput
        label={t('settings.enrol_code')}
        submit={t('settings.codes_make')}
        busy={make.busy}
        error={make.error === undefined ? undefined : say(make.error)}
        onCode={(code) => void make.run(code)}
      >
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </CodeInput>
    </Modal>
  )
}
