import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Select } from '../../ui/Select.tsx'
import { type Face, type FaceChoice, faceChoices } from './faces.ts'

type Props = { policy: PolicyDetail; face: Face; onFace: (face: Face) => void }

/** Chooses the sheet to show where prices depend on more than carrier, band and contract. */
export function FacePicker({ policy, face, onFace }: Props) {
  return (
    <div class="flex flex-wrap gap-3 pb-3">
      {faceChoices(policy).map(({ axis, values }) => (
        <div key={axis} class="min-w-40">
          <Select
            label={t(`policies.face.${axis}`)}
            options={values.map((value, index) => ({
              value: String(index),
              label: nameOf(policy, value),
            }))}
            value={String(indexOf(values, face))}
            onValue={(index) => onFace({ ...face, ...values[Number(index)] })}
          />
        </div>
      ))}
    </div>
  )
}

type Value = Partial<Face>

const indexOf = (values: readonly Value[], face: Face): number =>
  values.findIndex((value) =>
    Object.entries(value).every(([axis, each]) => face[axis as keyof Face] === each),
  )

function nameOf(policy: PolicyDetail, value: FaceChoice['values'][number]): string {
  if ('joinType' in value) return value.joinType ? t(`words.join.${value.joinType}`) : ''
  if ('supportType' in value)
    return value.supportType ? t(`words.support.${value.supportType}`) : ''
  if ('segment' in value) return value.segment ? t(`words.segment.${value.segment}`) : ''
  if ('planGroup' in value) return value.planGroup ?? t('policies.face.by_band')
  const { deviceId, deviceGroup } = value
  const device = policy.devices.find(({ id }) => id === deviceId)
  if (device) return device.name
  return deviceGroup ? t('policies.face.group', { name: deviceGroup }) : t('policies.face.rest')
}
