import { useEffect, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { ErrorState } from '../../../ui/Empty.tsx'
import { Section } from '../../../ui/Page.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import type { Draft } from '../draft.ts'
import { PolicyFacts } from '../PolicyFacts.tsx'
import { PriceTable } from '../PriceTable.tsx'
import { useCompanies } from '../use-companies.ts'
import type { Saver } from './saver.ts'
import { seenAs, type Viewer } from './seen-as.ts'

/**
 * The page of the policy as any agency or shop will see it, or as one of them will: that is the server's own
 * answer for it, with its amounts and with what its agency has saved by now.
 */
export function Previews({ draft, saver }: { draft: Draft; saver: Saver }) {
  const [viewer, setViewer] = useState<Viewer>('agency')
  const [companyId, setCompanyId] = useState('')
  const [now] = useState(() => new Date(serverNow()).toISOString())
  const companies = useCompanies(viewer)
  const reached = (companies.data ?? []).filter(({ id, parentId }) =>
    viewer === 'agency'
      ? draft.targets.includes(id)
      : draft.targets.includes(parentId ?? '') && !draft.exclusions.includes(id),
  )
  const stored = saver.stored()
  const one = reached.find(({ id }) => id === companyId)
  return (
    <Section
      title={t('wizard.preview')}
      line
      actions={
        <>
          {stored && reached.length > 0 && (
            <Select
              label={t('wizard.preview_as')}
              bare
              options={[
                { value: '', label: t(`wizard.preview_any_${viewer}`) },
                ...reached.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={one?.id ?? ''}
              onValue={setCompanyId}
            />
          )}
          <Segmented
            label={t('wizard.preview')}
            options={(['agency', 'retail'] as const).map((value) => ({
              value,
              label: t(`wizard.preview_${value}`),
            }))}
            value={viewer}
            onValue={setViewer}
          />
        </>
      }
    >
      {one && stored ? (
        <OfCompany id={stored.id} version={stored.version} companyId={one.id} />
      ) : (
        <>
          <p class="help pb-2">{t(`wizard.preview_note_${viewer}`)}</p>
          <Page key={viewer} policy={seenAs(draft, viewer, now)} />
        </>
      )}
    </Section>
  )
}

/** What the server will answer this company; asked again with every stored change. */
function OfCompany({ id, version, companyId }: { id: string; version: number; companyId: string }) {
  const preview = useAnswer(
    addressOf('/policies/drafts/:id/preview', { param: { id }, query: { companyId } }),
    { still: true },
  )
  useEffect(() => preview.reload(), [version])
  if (preview.state === 'loading') return <SkeletonLines lines={6} />
  if (preview.state === 'failed')
    return <ErrorState what={t('wizard.preview')} error={preview.error} onRetry={preview.reload} />
  return (
    <>
      <p class="help pb-2">{t('wizard.preview_note_company')}</p>
      <Page key={companyId} policy={preview.data} />
    </>
  )
}

const Page = ({ policy }: { policy: PolicyDetail }) => (
  <div class="dash-grid !mt-0">
    <div>
      <PriceTable policy={policy} />
    </div>
    <aside>
      <PolicyFacts policy={policy} />
    </aside>
  </div>
)
