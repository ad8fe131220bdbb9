import { noConflicts } from '#api/policies/agency-conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { PublishedNote } from '../reach/PublishedNote.tsx'
import { ReadingNote } from '../reach/ReadingNote.tsx'
import { ExportButton } from './ExportButton.tsx'
import { faceChoices } from './faces.ts'
import { PolicyFacts } from './PolicyFacts.tsx'
import { PriceTable } from './PriceTable.tsx'
import { pricesOf } from './prices.ts'
import { SuccessionNote } from './SuccessionNote.tsx'

/** Prices, terms, form and targets, under what the viewer has still to do about them. */
export function PolicySummary({ policy }: { policy: PolicyDetail }) {
  const me = useMe()
  const { published } = useQuery()
  const { id, reading } = policy
  const isUnread = reading !== undefined && !reading.isRead
  const changes = useAnswer(isUnread && addressOf('/policies/:id/changes', { param: { id } }))
  if (!me) return null
  // The note stands above the prices: they come with it, so that nothing moves under the reader.
  if (isUnread && changes.state === 'loading')
    return (
      <div class="page-body pt-4">
        <SkeletonLines lines={10} />
      </div>
    )
  const { tier } = me.company
  const flat = policy.hq?.flatWon ?? policy.agency?.flatWon
  const overrides = policy.hq?.agencyOverrides.length ?? 0
  return (
    <div class="scroller min-h-0 flex-1">
      <div class="page-body mx-auto w-full max-w-[1440px] pt-4">
        {policy.withdrawnBecause && (
          <p class="note mb-4">
            <Icon name="info" size={14} />
            <span>{t('reach.ended_because', { reason: policy.withdrawnBecause })}</span>
          </p>
        )}
        <SuccessionNote policy={policy} />
        {published && policy.hq && <PublishedNote policyId={policy.id} />}
        {isUnread && <ReadingNote policy={policy} changes={changes} />}
        <div class="dash-grid !mt-0">
          <div>
            <Section
              title={t('policies.prices')}
              actions={
                <>
                  <span class="subtle text-t12">{t(`policies.prices_${tier}`)}</span>
                  <ExportButton policy={policy} />
                </>
              }
            >
              <PriceNotes policy={policy} />
              <PriceTable key={policy.currentVersion} policy={policy} />
              <div class="subtle n mt-2 flex flex-col gap-1 text-t12">
                {flat !== null && flat !== undefined && (
                  <p>{t('policies.flat_note', { won: digits(flat) })}</p>
                )}
                {overrides > 0 && <p>{t('policies.override_note', { count: overrides })}</p>}
              </div>
            </Section>
          </div>
          <aside>
            <PolicyFacts policy={policy} />
          </aside>
        </div>
      </div>
    </div>
  )
}

/** The agency's amounts at which no order is accepted. */
/** Places at which orders are refused; of a plain sheet each once, however many carriers share it. */
function conflictsIn(policy: PolicyDetail): number {
  if (faceChoices(policy).length === 0) return pricesOf(policy).conflicts
  const { cells, default: byDefault, ties, limits } = policy.agency?.conflicts ?? noConflicts()
  return cells.length + byDefault.length + ties.length + limits.length
}

function PriceNotes({ policy }: { policy: PolicyDetail }) {
  const conflicts = conflictsIn(policy)
  const { overrides = [], shopLimits = [], shopCells = [] } = policy.agency?.conflicts ?? {}
  const shopsAbove = new Set(
    [...overrides, ...shopLimits, ...shopCells].map(({ retailId }) => retailId),
  ).size
  const unpriced = policy.agency?.conflicts.unpriced.length ?? 0
  return (
    <>
      {conflicts > 0 && (
        <p class="note mb-2">
          <Icon name="triangle-alert" size={14} />
          <span>{t('policies.conflicts', { count: conflicts })}</span>
        </p>
      )}
      {shopsAbove > 0 && (
        <p class="note mb-2">
          <Icon name="triangle-alert" size={14} />
          <span>{t('policies.conflicts_shops', { count: shopsAbove })}</span>
        </p>
      )}
      {unpriced > 0 && (
        <p class="note mb-2">
          <Icon name="info" size={14} />
          <span>{t('policies.unpriced', { count: unpriced })}</span>
        </p>
      )}
    </>
  )
}
