import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { PolicyForm } from './PolicyForm.tsx'

/** A new policy, or with `?from=` the next version of one. */
export function PolicyFormScreen() {
  const { from } = useQuery()
  const base = useAnswer(from && addressOf('/policies/:id', { param: { id: from } }), {
    still: true,
  })
  if (!may('policy.publish'))
    return (
      <>
        <PageHead title={t('publishing.create_title')} />
        <Empty icon="scroll-text" title={t('publishing.no_right')}>
          <ButtonLink size="sm" href="/policies">
            {t('terms.to_list')}
          </ButtonLink>
        </Empty>
      </>
    )
  if (!from) return <PolicyForm base={undefined} onRebase={() => undefined} />
  if (base.data) return <PolicyForm key={from} base={base.data} onRebase={base.reload} />
  return (
    <>
      <PageHead title={t('terms.new_version')} />
      <div class="page-body">
        {base.state === 'failed' ? (
          <ErrorState what={t('terms.policy')} error={base.error} onRetry={base.reload} />
        ) : (
          <SkeletonLines lines={12} />
        )}
      </div>
    </>
  )
}
