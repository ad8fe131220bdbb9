import { t } from '../../lib/i18n/t.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import type { Asked, Entry } from './asked.ts'

type Props = { entry: Entry; onAsk: (asked: Asked) => void; onReuse: (entry: Entry) => void }

/** What an admin of the headquarters may do with a row. */
export function RowMenu({ entry, onAsk, onReuse }: Props) {
  const { kind, row } = entry
  const ask = (what: Exclude<Asked['do'], 'add'>) => onAsk({ do: what, entry })
  return (
    <Popover
      label={t('reference.actions', { name: row.name })}
      align="right"
      trigger={(button) => (
        <IconButton
          {...button}
          icon="ellipsis"
          label={t('reference.actions', { name: row.name })}
        />
      )}
    >
      {(close) => {
        const item = (words: string, act: () => void) => (
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              close()
              act()
            }}
          >
            {words}
          </button>
        )
        return (
          <>
            {item(t('reference.edit'), () => ask('edit'))}
            {item(t(`reference.change_${kind}`), () => ask('change'))}
            {item(t('reference.history'), () => ask('history'))}
            {row.active
              ? item(t('reference.stop'), () => ask('stop'))
              : item(t('reference.reuse'), () => onReuse(entry))}
            {item(t('reference.remove'), () => ask('remove'))}
          </>
        )
      }}
    </Popover>
  )
}
