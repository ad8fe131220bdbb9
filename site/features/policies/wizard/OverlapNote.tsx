import { useEffect } from 'preact/hooks'
import type { Overlaps } from '#api/drafts/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { validity } from '../policy-words.ts'
import type { Stored } from './saver.ts'

/** What a stored draft overlaps with; each stored change of targets, prices or period may change it. */
export function useOverlaps({ id, version }: Pick<Stored, 'id' | 'version'>) {
  const overlaps = useAnswer(addressOf('/policies/drafts/:id/overlaps', { param: { id } }), {
    still: true,
  })
  useEffect(() => overlaps.reload(), [version])
  return overlaps
}

/** Policies that would take the same orders; whoever publishes has to accept them, and better knows before. */
export function OverlapNote({ stored }: { stored: Stored }) {
  const items = useOverlaps(stored).data?.items ?? []
  if (items.length === 0) return null
  return (
    <div class="note mb-2 max-w-[720px]" role="status">
      <Icon name="triangle-alert" size={14} />
      <div>
        {t('wizard.overlaps')}
        <OverlapList items={items} />
      </div>
    </div>
  )
}

export const OverlapList = ({ items }: Overlaps) => (
  <ul>
    {items.map((policy) => (
      <li key={policy.id}>
        <a class="link" href={`/policies/view?id=${policy.id}`} target="_blank" rel="noopener">
          {policy.title}
        </a>{' '}
        <span class="subtle n">
          {validity(policy)} · {t('wizard.agencies_n', { count: policy.agencies })}
        </span>
      </li>
    ))}
  </ul>
)
