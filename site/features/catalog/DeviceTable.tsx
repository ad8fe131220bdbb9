import type { ComponentChildren } from 'preact'
import type { Device } from '#api/catalog/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { State } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { storageWords, validityWords } from './catalog-words.ts'
import { Next } from './PlanTable.tsx'

type Props = {
  rows: readonly Device[] | undefined
  menu: ((device: Device) => ComponentChildren) | undefined
  empty: ComponentChildren
}

/** A model a row; its storages with their prices stand below one another in it. */
export function DeviceTable({ rows, menu, empty }: Props) {
  return (
    <Table<Device>
      wide
      caption={t('reference.device')}
      columns={columnsOf(menu)}
      rows={rows}
      skeletonRows={6}
      keyOf={(device) => device.id}
      nameOf={(device) => device.name}
      rowClass={(device) => (device.state === 'sold' ? '' : 'catalog-off')}
      card={(device) => <Card device={device} />}
      {...(menu && { cardFoot: (device: Device) => <div class="card-foot">{menu(device)}</div> })}
      empty={empty}
    />
  )
}

const lines = (device: Device, of: (storage: Device['storages'][number]) => string) =>
  device.storages.length === 0 ? (
    <span class="subtle">–</span>
  ) : (
    device.storages.map((storage) => (
      <span key={storage.name} class="block">
        {of(storage)}
      </span>
    ))
  )

function columnsOf(menu: Props['menu']): Column<Device>[] {
  const all: (Column<Device> | undefined)[] = [
    {
      id: 'manufacturer',
      head: t('reference.manufacturer'),
      cell: ({ manufacturer }) => manufacturer,
    },
    {
      id: 'name',
      head: t('reference.model'),
      cell: (device) => (
        <>
          <span class="med">{device.name}</span>
          <Next row={device} />
        </>
      ),
    },
    {
      id: 'code',
      head: t('reference.model_code'),
      priority: 3,
      cell: ({ modelCode }) => <span class="n subtle">{modelCode ?? '–'}</span>,
    },
    {
      id: 'storage',
      head: t('reference.storage'),
      priority: 2,
      cell: (device) => lines(device, ({ name }) => name),
    },
    {
      id: 'colors',
      head: t('reference.colors'),
      align: 'num',
      priority: 3,
      cell: ({ colors }) => digits(colors.length),
    },
    {
      id: 'price',
      head: t('reference.price_head'),
      align: 'num',
      cell: (device) => lines(device, ({ priceWon }) => digits(priceWon)),
    },
    {
      id: 'validity',
      head: t('reference.validity'),
      priority: 2,
      cell: (device) => <span class="n muted">{validityWords(device)}</span>,
    },
    {
      id: 'state',
      head: t('reference.state'),
      cell: ({ state }) => <State of="catalog" is={state} />,
    },
    menu && {
      id: 'menu',
      head: <span class="vh">{t('ui.actions')}</span>,
      class: 'catalog-do',
      cell: menu,
    },
  ]
  return all.filter((column) => column !== undefined)
}

const Card = ({ device }: { device: Device }) => (
  <dl>
    <dt class="vh">{t('reference.model')}</dt>
    <dd class="strong">
      {device.name}
      <Next row={device} />
    </dd>
    <dt class="vh">{t('reference.state')}</dt>
    <dd>
      <State of="catalog" is={device.state} />
    </dd>
    <dt class="vh">{t('reference.manufacturer')}</dt>
    <dd class="muted">
      {device.manufacturer} <span class="n subtle">{device.modelCode}</span>
    </dd>
    <dt class="vh">{t('reference.colors')}</dt>
    <dd class="subtle text-t12">{t('reference.count', { count: device.colors.length })}</dd>
    <dt class="vh">{t('reference.price')}</dt>
    <dd class="n text-t12 col-span-2 !text-left">
      {storageWords(device.storages) || '–'} · {validityWords(device)}
    </dd>
  </dl>
)
