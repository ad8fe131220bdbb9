import { addressOf } from '../../../lib/address.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { useQuery } from '../../../lib/query.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { useMe } from '../../../lib/session.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Empty, ErrorState } from '../../../ui/Empty.tsx'
import { later } from '../../../ui/later.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'

// The list of policies and the desk of one do not need each other.
const PolicyChoice = later(
  () => withWords(['choosing'], import('./PolicyChoice.tsx')).then((file) => file.PolicyChoice),
  () => <SkeletonLines lines={10} />,
)
const PricingEditor = later(
  () => withWords(['matrix'], import('./PricingEditor.tsx')).then((file) => file.PricingEditor),
  () => <SkeletonLines lines={10} />,
)

/** An agency's prices for its shops: the policies that wait for them, or one of them. */
export function PricingScreen() {
  const me = useMe()
  const { id } = useQuery()
  if (!me) return null
  if (me.company.tier !== 'agency')
    return (
      <>
        <PageHead title={t('pricing.title')} />
        <div class="page-body">
          <Empty icon="table-2" boxed title={t('pricing.agency_only')} />
        </div>
      </>
    )
  return id ? <OnePolicy key={id} id={id} /> : <PolicyChoice />
}

function OnePolicy({ id }: { id: string }) {
  const policy = useAnswer(addressOf('/policies/:id', { param: { id } }))
  const { data, error } = policy
  if (data?.agency)
    return (
      <PricingEditor
        policy={data}
        agency={data.agency}
        onSaved={policy.replace}
        onReload={policy.reload}
      />
    )
  const isMissing = (error instanceof ApiProblem && error.status === 404) || data
  return (
    <>
      <PageHead title={t('pricing.title')} />
      <div class="page-body">
        {isMissing ? (
          <Empty icon="table-2" boxed title={t('pricing.not_found')}>
            <ButtonLink size="sm" href="/policies/pricing">
              {t('pricing.to_list')}
            </ButtonLink>
          </Empty>
        ) : policy.state === 'failed' ? (
          <ErrorState what={t('pricing.title')} error={error} onRetry={policy.reload} />
        ) : (
          <SkeletonLines lines={10} />
        )}
      </div>
    </>
  )
}
