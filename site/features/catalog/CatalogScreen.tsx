import { useState } from 'preact/hooks'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith, setQuery, useQuery } from '../../lib/query.ts'
import { useEvery } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { toast } from '../../ui/toasts.ts'
import { AskedDialog } from './AskedDialog.tsx'
import type { Asked, Entry } from './asked.ts'
import { CatalogFilters } from './CatalogFilters.tsx'
import { CatalogLists } from './CatalogLists.tsx'
import { setActive } from './catalog-commands.ts'
import { EmptyCatalog } from './EmptyCatalog.tsx'
import { FileButtons } from './FileButtons.tsx'
import { CatalogImportDialog, PricesTab, SettingsTab, StarterDialog } from './parts.ts'
import { CATALOG_TABS, type CatalogTab, conditionsOf, tabOf } from './url-state.ts'

/** Plans, devices and what an order may choose from: an HQ admin edits, everybody reads. */
export function CatalogScreen() {
  const me = useMe()
  const query = useQuery()
  const tab = tabOf(query)
  const conditions = conditionsOf(query)
  const { on } = conditions
  const plans = useEvery(addressOf('/plans', { query: { active: 'any', on } }), { live: true })
  const devices = useEvery(addressOf('/devices', { query: { active: 'any', on } }), { live: true })
  const [asked, setAsked] = useState<Asked | 'starter' | 'import' | undefined>(undefined)
  const reuse = useAction(async (entry: Entry) => {
    await setActive(entry, true)
    toast(t('reference.reused', { name: entry.row.name }))
  })
  if (!me) return null
  const isAdmin = may('plan.write')
  const ask = isAdmin ? setAsked : undefined
  const isEmpty = plans.data?.length === 0 && devices.data?.length === 0
  const isList = !['sims', 'couriers', 'carriers', 'prices'].includes(tab)
  return (
    <div class="catalog">
      <PageHead
        title={t('reference.title')}
        beside={
          // Also while unknown, so that the buttons beside it stay in their line.
          !isEmpty && (
            <span class="subtle n mt-1 text-t12">
              {t('reference.counts', {
                plans: plans.data ? digits(plans.data.length) : '–',
                devices: devices.data ? digits(devices.data.length) : '–',
              })}
            </span>
          )
        }
        actions={
          isAdmin &&
          !isEmpty &&
          isList && (
            <>
              <FileButtons
                tab={tab}
                plans={plans.data}
                devices={devices.data}
                onImport={() => setAsked('import')}
              />
              <AddButtons tab={tab} onAsk={setAsked} />
            </>
          )
        }
      />
      <Tabs
        label={t('reference.sections')}
        tabs={CATALOG_TABS.map((one) => ({
          href: hrefWith({ tab: one === 'all' ? undefined : one }),
          label: t(`reference.tab.${one}`),
          current: one === tab,
          ...countOf(one, plans.data?.length, devices.data),
        }))}
        onGo={(href) =>
          setQuery({ tab: new URLSearchParams(href.split('?')[1]).get('tab') ?? undefined }, true)
        }
      />
      {isList && !isEmpty && <CatalogFilters {...conditions} />}
      <ScrollRegion label={t(`reference.tab.${tab}`)} class="scroller min-h-0 flex-1">
        {isList && isEmpty && <EmptyCatalog onAsk={ask} />}
        {isList && !isEmpty && (
          <CatalogLists
            tab={tab}
            isHq={me.company.tier === 'hq'}
            conditions={conditions}
            plans={plans}
            devices={devices}
            onAsk={ask}
            onReuse={(entry) => void reuse.run(entry)}
            error={reuse.error}
          />
        )}
        {(tab === 'sims' || tab === 'couriers' || tab === 'carriers') && <SettingsTab part={tab} />}
        {tab === 'prices' && <PricesTab />}
      </ScrollRegion>
      {asked === 'starter' && <StarterDialog onClose={() => setAsked(undefined)} />}
      {asked === 'import' && <CatalogImportDialog onClose={() => setAsked(undefined)} />}
      {asked && asked !== 'starter' && asked !== 'import' && (
        <AskedDialog
          asked={asked}
          plans={plans.data ?? []}
          devices={devices.data ?? []}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

function countOf(
  tab: CatalogTab,
  plans: number | undefined,
  devices: readonly { colors: readonly string[] }[] | undefined,
) {
  const colors = devices?.reduce((sum, device) => sum + device.colors.length, 0)
  if (tab === 'plans') return { hasCount: true, count: plans }
  if (tab === 'devices') return { hasCount: true, count: devices?.length }
  return tab === 'colors' ? { hasCount: true, count: colors } : {}
}

/** One primary action: a device where devices are shown alone, else a plan. */
function AddButtons({ tab, onAsk }: { tab: CatalogTab; onAsk: (asked: Asked) => void }) {
  const of = (kind: Entry['kind'], isFirst: boolean) => (
    <Button
      key={kind}
      kind={isFirst ? 'primary' : 'default'}
      icon="plus"
      onClick={() => onAsk({ do: 'add', kind })}
    >
      {t(`reference.add_${kind}`)}
    </Button>
  )
  if (tab === 'plans') return of('plan', true)
  if (tab === 'devices' || tab === 'colors') return of('device', true)
  return [of('device', false), of('plan', true)]
}
