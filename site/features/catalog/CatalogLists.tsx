import type { ComponentChildren } from 'preact'
import type { Device, Plan } from '#api/catalog/contract.ts'
import { digits } from '../../lib/format.ts'
import { findIn } from '../../lib/hangul.ts'
import { t } from '../../lib/i18n/t.ts'
import type { Resource } from '../../lib/resource.ts'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { Section } from '../../ui/Page.tsx'
import { FirstSteps } from '../dashboards/FirstSteps.tsx'
import type { Asked, Entry } from './asked.ts'
import { ColorTable } from './ColorTable.tsx'
import { DeviceTable } from './DeviceTable.tsx'
import { ImportNote } from './ImportNote.tsx'
import { PlanTable } from './PlanTable.tsx'
import { RowMenu } from './RowMenu.tsx'
import type { CatalogTab, Conditions } from './url-state.ts'

type Props = {
  tab: CatalogTab
  isHq: boolean
  conditions: Conditions
  plans: Resource<readonly Plan[]>
  devices: Resource<readonly Device[]>
  /** Undefined for those who only read. */
  onAsk: ((asked: Asked) => void) | undefined
  onReuse: (entry: Entry) => void
  /** Why the last row could not be put back into use. */
  error: unknown
}

/** Both tables, or one of them, or the colours. One that fails does not hide the other. */
export function CatalogLists({ tab, conditions, plans, devices, onAsk, ...rest }: Props) {
  const menu = (entry: Entry) =>
    onAsk && <RowMenu entry={entry} onAsk={onAsk} onReuse={rest.onReuse} />
  const shownPlans = plans.data?.filter((plan) => isShown(plan, conditions, plan.name))
  // A carrier is no property of a device, so that condition leaves the devices as they are.
  const shownDevices = devices.data?.filter((device) =>
    isShown(device, { ...conditions, carrier: undefined }, `${device.manufacturer} ${device.name}`),
  )
  // What stands under a table waits until its length is known, so that nothing moves.
  const arePlansHere = tab === 'devices' || plans.state !== 'loading'
  const isAllHere = arePlansHere && (tab === 'plans' || devices.state !== 'loading')
  const empty = <Empty icon="smartphone" title={t('reference.none_found')} />
  return (
    <>
      {tab === 'all' && <FirstSteps />}
      {conditions.on && (
        <p class="catalog-note muted">{t('reference.as_of', { day: conditions.on })}</p>
      )}
      {rest.error !== undefined && (
        <div class="page-body">
          <ErrorNote error={rest.error} />
        </div>
      )}
      {(tab === 'all' || tab === 'plans') && (
        <List what={t('reference.plan')} list={plans} shown={shownPlans?.length}>
          <PlanTable
            rows={shownPlans}
            isHq={rest.isHq}
            menu={onAsk && ((row) => menu({ kind: 'plan', row }))}
            empty={empty}
          />
        </List>
      )}
      {(tab === 'all' || tab === 'devices') && arePlansHere && (
        <List what={t('reference.device')} list={devices} shown={shownDevices?.length}>
          <DeviceTable
            rows={shownDevices}
            menu={onAsk && ((row) => menu({ kind: 'device', row }))}
            empty={empty}
          />
        </List>
      )}
      {tab === 'colors' && (
        <List what={t('reference.colors')} list={devices} shown={undefined}>
          <ColorTable devices={shownDevices} />
        </List>
      )}
      {onAsk && isAllHere && (
        <p class="catalog-note subtle text-t12">{t('reference.past_orders')}</p>
      )}
      {onAsk && isAllHere && <ImportNote />}
    </>
  )
}

const isShown = (row: Plan | Device, { q, carrier, state }: Conditions, name: string): boolean =>
  (!carrier || ('carrier' in row && row.carrier === carrier)) &&
  (!state || row.state === state) &&
  (!q || findIn(name, q) !== undefined)

function List({
  what,
  list,
  shown,
  children,
}: {
  what: string
  list: Pick<Resource<unknown>, 'state' | 'error' | 'reload'>
  shown: number | undefined
  children: ComponentChildren
}) {
  return (
    <div class="catalog-list">
      <Section title={what} meta={shown === undefined ? undefined : digits(shown)}>
        {list.state === 'failed' ? (
          <ErrorState what={what} error={list.error} onRetry={list.reload} />
        ) : (
          <div class="max-sm:px-4">{children}</div>
        )}
      </Section>
    </div>
  )
}
