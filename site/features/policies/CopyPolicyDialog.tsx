import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { Confirm } from '../../ui/Modal.tsx'
import { RadioList } from '../../ui/RadioList.tsx'
import type { Props } from './policy-dialog.ts'

const WAYS = ['follow', 'alone'] as const

/** A new policy from this one: what follows it, or one beside it. */
export function CopyPolicyDialog({
  policy: { id, title },
  onClose,
}: Pick<Props, 'policy' | 'onClose'>) {
  const [way, setWay] = useState<(typeof WAYS)[number]>('follow')
  const name = way === 'follow' ? 'follow' : 'copy'
  return (
    <Confirm
      title={t('succession.copy_title', { title })}
      verb={t('succession.copy_verb')}
      busy={false}
      error={undefined}
      onConfirm={() => location.assign(`/policies/new?${name}=${id}`)}
      onClose={onClose}
    >
      <RadioList
        label={t('succession.how')}
        options={WAYS.map((value) => ({
          value,
          label: t(`succession.how_${value}`),
          note: t(`succession.how_${value}_note`),
        }))}
        value={way}
        onValue={setWay}
      />
    </Confirm>
  )
}
