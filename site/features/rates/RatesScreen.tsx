import { t } from '../../lib/i18n/t.ts'
import { type Me, useMe } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { KeptNote } from './KeptNote.tsx'
import { LookUp } from './LookUp.tsx'
import { useRates } from './use-rates.ts'

/** What an activation would earn the shop, at once and without a network. Other tiers read who uses it. */
export function RatesScreen() {
  const me = useMe()
  if (!me) return null
  return (
    <>
      <PageHead title={t('rates.title')} />
      <div class="page-body rates">
        {me.company.tier === 'retail' ? (
          <Rates me={me} />
        ) : (
          <Empty
            icon="table-2"
            boxed
            title={t('rates.retail_only')}
            text={t('rates.retail_text')}
          />
        )}
      </div>
    </>
  )
}

function Rates({ me }: { me: Me }) {
  const { rates, isKept, error, reload } = useRates(me)
  if (error !== undefined)
    return <ErrorState what={t('rates.title')} error={error} onRetry={reload} />
  if (!rates) return <SkeletonLines lines={6} />
  if (rates.sheet.policies.length === 0)
    return <Empty icon="table-2" boxed title={t('rates.empty')} text={t('rates.empty_text')} />
  return (
    <>
      {isKept && <KeptNote at={rates.sheet.at} onAgain={reload} />}
      {rates.sheet.isCut && (
        <p class="note">
          <Icon name="info" size={14} />
          <span>{t('rates.cut', { count: rates.sheet.policies.length })}</span>
        </p>
      )}
      <LookUp userId={me.id} rates={rates} isKept={isKept} />
    </>
  )
}
