import { useEffect } from 'preact/hooks'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { validity } from '../policy-words.ts'

/** Policies that would take the same orders at the same time; allowed, and better known before. */
export function OverlapNote({ id, version }: { id: string; version: number }) {
  const overlaps = useAnswer(addressOf('/policies/drafts/:id/overlaps', { param: { id } }), {
    still: true,
  })
  // Each stored change of targets, carrier or period may change them.
  useEffect(() => overlaps.reload(), [version])
  const items = overlaps.data?.items ?? []
  if (items.length === 0) return null
  return (
    <div class="note mb-2 max-w-[720px]" role="status">
      <Icon name="triangle-alert" size={14} />
      <div>
        {t('wizard.overlaps')}
        <ul>
          {items.map((policy) => (
            <li key={policy.id}>
              <a
                class="link"
                href={`/policies/view?id=${policy.id}`}
                target="_blank"
                rel="noopener"
              >
                {policy.title}
              </a>{' '}
              <span class="subtle n">
                {validity(policy)} · {t('wizard.agencies_n', { count: policy.agencies })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
