import { t } from '../../../lib/i18n/t.ts'
import type { Resource } from '../../../lib/resource.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { type Choice, Combobox } from '../../../ui/Combobox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { Input } from '../../../ui/Field.tsx'
import type { GroupRow } from './reshape.ts'

/** What keeps these groups from being applied. */
export function faultOfGroups(rows: readonly GroupRow[]): string | undefined {
  const names = rows.map(({ name }) => name.trim())
  if (names.some((name) => name === '')) return t('shaping.group_unnamed')
  if (new Set(names).size < names.length) return t('shaping.group_twice')
  return rows.some(({ ids }) => ids.length === 0) ? t('shaping.group_empty') : undefined
}

type Props<Item> = {
  rows: readonly GroupRow[]
  onRows: (rows: readonly GroupRow[]) => void
  catalog: Resource<readonly Item[]>
  optionOf: (item: Item) => Choice
  nameOf: (id: string) => string
}

/** Groups with their members; what is in one group is not offered to another. */
export function GroupRows<Item>({ rows, onRows, catalog, optionOf, nameOf }: Props<Item>) {
  const set = (at: number, change: Partial<GroupRow>) =>
    onRows(rows.map((row, i) => (i === at ? { ...row, ...change } : row)))
  if (catalog.state === 'failed')
    return <ErrorState what={t('shaping.groups')} error={catalog.error} onRetry={catalog.reload} />
  const taken = new Set(rows.flatMap(({ ids }) => ids))
  const options = (catalog.data ?? []).map(optionOf).filter(({ value }) => !taken.has(value))
  return (
    <div class="flex flex-col gap-3">
      {rows.map((row, at) => (
        <div key={at} class="group-row">
          <Input
            label={t('shaping.group_name')}
            maxLength={60}
            value={row.name}
            suffix={
              <IconButton
                icon="trash-2"
                label={t('shaping.remove_name', { name: row.name })}
                onClick={() => onRows(rows.filter((_, i) => i !== at))}
              />
            }
            onInput={({ currentTarget }) => set(at, { name: currentTarget.value })}
          />
          <Members ids={row.ids} nameOf={nameOf} onIds={(ids) => set(at, { ids })} />
          <Combobox
            label={t('shaping.member_add', { group: row.name })}
            bare
            placeholder={t('shaping.member_search')}
            options={options}
            loading={catalog.state === 'loading'}
            value={undefined}
            onValue={(id) => id !== undefined && set(at, { ids: [...row.ids, id] })}
          />
        </div>
      ))}
      <Button
        size="sm"
        icon="plus"
        class="self-start"
        onClick={() => onRows([...rows, { name: '', ids: [] }])}
      >
        {t('shaping.group_add')}
      </Button>
    </div>
  )
}

/** What is chosen, each with a button that takes it out. */
export const Members = ({
  ids,
  nameOf,
  onIds,
}: {
  ids: readonly string[]
  nameOf: (id: string) => string
  onIds: (ids: readonly string[]) => void
}) => (
  <ul class="flex flex-wrap gap-1.5">
    {ids.map((id) => (
      <li key={id} class="tag member">
        {nameOf(id)}
        <IconButton
          icon="x"
          size={12}
          label={t('shaping.remove_name', { name: nameOf(id) })}
          onClick={() => onIds(ids.filter((one) => one !== id))}
        />
      </li>
    ))}
  </ul>
)
