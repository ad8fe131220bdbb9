import type { Device } from '#api/catalog/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'

type Row = { device: Device; name: string; code: string | null }

/** Every colour of every device; they are edited with their device. */
export function ColorTable({ devices }: { devices: readonly Device[] | undefined }) {
  return (
    <Table<Row>
      wide
      caption={t('reference.colors')}
      columns={COLUMNS()}
      rows={devices?.flatMap((device) => device.palette.map((color) => ({ device, ...color })))}
      keyOf={({ device, name }) => `${device.id} ${name}`}
      nameOf={({ device, name }) => `${device.name} ${name}`}
      card={(row) => (
        <dl>
          <dt class="vh">{t('reference.color_name')}</dt>
          <dd>
            <Swatch code={row.code} /> {row.name}
          </dd>
          <dt class="vh">{t('reference.color_code')}</dt>
          <dd class="n subtle">{row.code ?? '–'}</dd>
          <dt class="vh">{t('reference.device')}</dt>
          <dd class="muted col-span-2 !text-left">
            {row.device.manufacturer} {row.device.name}
          </dd>
        </dl>
      )}
      empty={<Empty icon="smartphone" title={t('reference.no_colors')} />}
    />
  )
}

const COLUMNS = (): Column<Row>[] => [
  {
    id: 'device',
    head: t('reference.device'),
    cell: ({ device }) => `${device.manufacturer} ${device.name}`,
  },
  {
    id: 'name',
    head: t('reference.color_name'),
    cell: ({ name, code }) => (
      <>
        <Swatch code={code} /> {name}
      </>
    ),
  },
  {
    id: 'code',
    head: t('reference.color_code'),
    cell: ({ code }) => <span class="n subtle">{code ?? '–'}</span>,
  },
]

/** The colour itself; its name stands beside it. */
const Swatch = ({ code }: { code: string | null }) => (
  <i class="catalog-swatch" style={code ? { background: code } : {}} aria-hidden="true" />
)
