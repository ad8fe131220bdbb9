import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import type { Draft } from './draft.ts'
import { useDevices } from './use-catalog.ts'

type Props = { draft: Draft; policy: PolicyDetail; onChange: (change: Partial<Draft>) => void }

/** The device model that decides the price; the form's own question takes its name. */
export function DeviceChoice({ draft, policy, onChange }: Props) {
  const devices = useDevices()
  if (devices.state === 'failed')
    return <ErrorState what={t('ordering.device')} error={devices.error} onRetry={devices.reload} />
  const asksModel = policy.form.some(({ key }) => key === 'device_model')
  const choose = (deviceId: string | undefined) => {
    const name = devices.data?.find(({ id }) => id === deviceId)?.name
    const answers = name && asksModel ? { ...draft.answers, device_model: name } : draft.answers
    onChange({ deviceId, answers })
  }
  return (
    <Combobox
      label={t('ordering.device')}
      placeholder={t('ordering.device_hint')}
      help={devices.data?.length === 0 ? t('ordering.no_devices') : undefined}
      options={(devices.data ?? []).map(({ id, manufacturer, name }) => ({
        value: id,
        label: `${manufacturer} ${name}`,
      }))}
      loading={!devices.data}
      value={draft.deviceId}
      onValue={choose}
    />
  )
}
