import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { PolicyForm } from './PolicyForm.tsx'

/** A new policy, or with `?from=` the next version of one. */
export function PolicyFormScreen() {
  const { from } = useQuery()
  const base = useResource<PolicyDetail>(from && `/policies/${from}`)
  if (!may('policy.publish'))
    return (
      <>
        <PageHead title={t('policies.create_title')} />
        <Empty icon="scroll-text" title={t('policies.no_right')}>
          <ButtonLink size="sm" href="/policies">
            {t('policies.to_list')}
          </ButtonLink>
        </Empty>
      </>
    )
  if (!from) return <PolicyForm base={undefined} onRebase={() => undefined} />
  if (base.data) return <PolicyForm key={from} base={base.data} onRebase={base.reload} />
  return (
    <>
      <PageHead title={t('policies.new_version')} />
      <div class="page-body">
        {base.state === 'failed' ? (
          <ErrorState what={t('policies.view_title')} error={base.error} onRetry={base.reload} />
        ) : (
          <SkeletonLines lines={12} />
        )}
      </div>
    </>
  )
}
