import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { CompanyItem } from '#api/companies/contract.ts'
import { findIn } from '../../lib/hangul.ts'
import { t } from '../../lib/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'
import type { Companies } from './use-companies.ts'

type Props = PartProps & {
  agencies: Companies
  shops: Companies
  /** A version keeps the policy's targets. */
  isFixed: boolean
  actions: ComponentChildren
}

/** The agencies that the policy reaches, and with them their shops. */
export function TargetsPart(props: Props) {
  const { draft, onDraft, errorAt, agencies, shops, isFixed, actions } = props
  const [query, setQuery] = useState('')
  const active = agencies.data?.filter((agency) => agency.active) ?? []
  const shown = active.filter(({ name, code }) => findIn(`${name} ${code}`, query))
  const chosen = new Set(draft.targets)
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    // Shops of an agency that is left out are no exception any more.
    const isReached = ({ parentId }: CompanyItem) => next.has(parentId ?? '')
    const reached = new Set(shops.data?.filter(isReached).map(({ id }) => id))
    const exclusions = shops.data
      ? draft.exclusions.filter((id) => reached.has(id))
      : draft.exclusions
    onDraft({ targets: [...next], exclusions })
  }
  const picked = shown.filter(({ id }) => chosen.has(id)).length
  const error = errorAt('targets')
  return (
    <PartSection
      part="targets"
      actions={actions}
      meta={
        chosen.size > 0 &&
        t('publishing.chosen', { agencies: chosen.size, shops: shopsOf(shops, draft.targets) })
      }
    >
      {agencies.state === 'failed' && (
        <ErrorState
          what={t('publishing.agencies_what')}
          error={agencies.error}
          onRetry={agencies.reload}
        />
      )}
      {agencies.state === 'loading' && <SkeletonLines lines={4} />}
      {agencies.data && active.length === 0 && <Empty boxed title={t('publishing.no_agencies')} />}
      {active.length > 0 && (
        <fieldset class="frame min-w-0 max-w-[720px]" aria-invalid={error ? true : undefined}>
          <legend class="vh">{t('publishing.part_targets')}</legend>
          <div class="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-faint bg-head px-3 py-2">
            <Checkbox
              checked={picked === shown.length && shown.length > 0}
              disabled={isFixed}
              mixed={picked > 0 && picked < shown.length}
              onValue={(on) =>
                choose(
                  shown.map(({ id }) => id),
                  on,
                )
              }
            >
              {t('publishing.all_agencies')}
            </Checkbox>
            <span class="ml-auto w-56 max-w-full">
              <SearchBox
                value={query}
                placeholder={t('publishing.search_agency')}
                onValue={setQuery}
                debounceMs={0}
              />
            </span>
          </div>
          <ul class="max-h-72 overflow-auto">
            {shown.map((agency) => (
              <li key={agency.id} class="border-b border-line-faint last:border-0">
                <div class="flex min-h-10 flex-wrap items-center gap-x-3 px-3 hover:bg-hover">
                  <Checkbox
                    checked={chosen.has(agency.id)}
                    disabled={isFixed}
                    onValue={(on) => choose([agency.id], on)}
                  >
                    <span class="ml-1.5">
                      <Company tier="agency">{agency.name}</Company>
                    </span>
                  </Checkbox>
                  <span class="subtle n whitespace-nowrap text-t12">{agency.code}</span>
                  <span class="subtle n ml-auto whitespace-nowrap text-t12">
                    {t('publishing.shops_n', { count: shopsOf(shops, [agency.id]) })}
                  </span>
                </div>
              </li>
            ))}
            {shown.length === 0 && <li class="subtle px-3 py-3">{t('ui.no_results')}</li>}
          </ul>
        </fieldset>
      )}
      {error && (
        <p class="help error s-stop mt-1.5">
          <Glyph name="cross" size={13} />
          <span>{error}</span>
        </p>
      )}
    </PartSection>
  )
}

/** The number of active shops under these agencies. */
export const shopsOf = (shops: Companies, agencyIds: readonly string[]): number =>
  shops.data?.filter(({ active, parentId }) => active && agencyIds.includes(parentId ?? ''))
    .length ?? 0
