import { useState } from 'preact/hooks'
import { findIn } from '../../../lib/hangul.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Section } from '../../../ui/Page.tsx'
import { SearchBox } from '../../../ui/SearchBox.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import type { PartProps } from '../part-props.ts'
import type { Companies } from '../use-companies.ts'

type Props = PartProps & { agencies: Companies; shops: Companies; isFixed: boolean }

/** The shops that follow from the chosen agencies, each of which can be left out. */
export function IncludedShops({ draft, onDraft, errorAt, agencies, shops, isFixed }: Props) {
  const [query, setQuery] = useState('')
  const nameOf = new Map(agencies.data?.map(({ id, name }) => [id, name]))
  const excluded = new Set(draft.exclusions)
  const own = (shops.data ?? []).filter(
    ({ active, parentId }) => active && draft.targets.includes(parentId ?? ''),
  )
  const included = own.filter(({ id }) => !excluded.has(id)).length
  const shown = own.filter(({ name, code }) => findIn(`${name} ${code}`, query))
  const missing = draft.targets.filter(
    (id) => agencies.data && !agencies.data.some((agency) => agency.id === id && agency.active),
  )
  const set = (id: string, isIn: boolean) =>
    onDraft({
      exclusions: isIn ? draft.exclusions.filter((one) => one !== id) : [...draft.exclusions, id],
    })
  return (
    <div class="pb-4">
      <Section
        title={t('wizard.included')}
        meta={shops.data && t('wizard.included_n', { count: included })}
        actions={
          excluded.size > 0 && (
            <span class="subtle n text-t12">
              {t('wizard.excluded_n', { count: excluded.size })}
            </span>
          )
        }
      >
        {missing.length > 0 && (
          <p class="help error s-stop mb-2" role="alert">
            <Icon name="triangle-alert" size={14} />
            <span>
              {t('wizard.not_usable', {
                names: missing.map((id) => nameOf.get(id) ?? t('wizard.removed')).join(', '),
              })}
            </span>
            <button
              type="button"
              class="link"
              onClick={() =>
                onDraft({ targets: draft.targets.filter((id) => !missing.includes(id)) })
              }
            >
              {t('wizard.leave_out')}
            </button>
          </p>
        )}
        {errorAt('exclusions') && <p class="help error">{errorAt('exclusions')}</p>}
        {draft.targets.length === 0 && <p class="subtle pb-3">{t('wizard.included_none')}</p>}
        {shops.state === 'failed' && (
          <ErrorState what={t('wizard.included')} error={shops.error} onRetry={shops.reload} />
        )}
        {shops.state === 'loading' && draft.targets.length > 0 && <SkeletonLines lines={4} />}
        {own.length > 0 && (
          <div class="frame">
            <div class="border-b border-line-faint bg-head px-3 py-2">
              <SearchBox
                value={query}
                placeholder={t('wizard.search_shop')}
                onValue={setQuery}
                debounceMs={0}
              />
            </div>
            <ul class="max-h-72 overflow-auto" aria-label={t('wizard.included')}>
              {shown.map((shop) => (
                <li key={shop.id} class="border-b border-line-faint last:border-0">
                  <div class="flex min-h-10 items-center gap-3 px-3 hover:bg-hover">
                    <Checkbox
                      checked={!excluded.has(shop.id)}
                      disabled={isFixed}
                      onValue={(isIn) => set(shop.id, isIn)}
                    >
                      <span class={excluded.has(shop.id) ? 'muted ml-1.5 line-through' : 'ml-1.5'}>
                        {shop.name}
                      </span>
                    </Checkbox>
                    <span class="subtle ml-auto text-t12">{nameOf.get(shop.parentId ?? '')}</span>
                  </div>
                </li>
              ))}
              {shown.length === 0 && <li class="subtle px-3 py-3">{t('ui.no_results')}</li>}
            </ul>
          </div>
        )}
        <p class="help mt-1.5">{t('wizard.later_shops')}</p>
      </Section>
    </div>
  )
}
