import { useRef, useState } from 'preact/hooks'
import { ADDITION_KINDS } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { CountInput } from '../../../ui/CountInput.tsx'
import { Input } from '../../../ui/Field.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { Select } from '../../../ui/Select.tsx'
import { stopsAt } from '../../../ui/unread.ts'
import type { Draft } from '../draft.ts'

export type Props = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  onClose: () => void
}
type Row = Draft['additions'][number] & { at: number }

const ADDITIONS_MAX = 30

/** What is paid on top for services and insurance, and how far below zero amounts may go. */
export function AdditionsDialog({ draft, onDraft, onClose }: Props) {
  const [rows, setRows] = useState<readonly Row[]>(() =>
    draft.additions.map((addition, at) => ({ ...addition, at })),
  )
  const [lowestWon, setLowestWon] = useState(draft.lowestWon)
  const place = useRef<HTMLDivElement>(null)
  const set = (at: number, change: Partial<Row>) =>
    setRows(rows.map((row) => (row.at === at ? { ...row, ...change } : row)))
  const names = rows.map(({ name }) => name.trim())
  const fault = names.some((name) => name === '')
    ? t('shaping.group_unnamed')
    : new Set(names).size < names.length
      ? t('shaping.group_twice')
      : undefined
  const apply = () => {
    if (fault !== undefined || stopsAt(place.current)) return
    onDraft({
      lowestWon: Math.min(0, lowestWon),
      additions: rows.map(({ name, kind, amountWon, keepDays }) => ({
        ...{ name: name.trim(), kind, amountWon, keepDays },
      })),
    })
    onClose()
  }
  const add = () => {
    const at = Math.max(-1, ...rows.map((row) => row.at)) + 1
    const name = t('shaping.addition_new', { n: at + 1 })
    setRows([...rows, { at, name, kind: 'service', amountWon: 0, keepDays: 93 }])
  }
  return (
    <Modal title={t('editing.additions')} wide onClose={onClose} onSubmit={apply}>
      <div ref={place} class="flex flex-col gap-3">
        <p class="muted">{t('shaping.addition_text')}</p>
        <ul class="flex flex-col gap-2">
          {rows.map((row) => (
            <li key={row.at} class="addition-row">
              <Input
                label={t('shaping.addition_name')}
                maxLength={60}
                value={row.name}
                onInput={({ currentTarget }) => set(row.at, { name: currentTarget.value })}
              />
              <Select
                label={t('shaping.addition_kind')}
                options={ADDITION_KINDS.map((value) => ({
                  value,
                  label: t(`shaping.kind.${value}`),
                }))}
                value={row.kind}
                onValue={(kind) => set(row.at, { kind })}
              />
              <MoneyInput
                label={t('shaping.addition_won')}
                negative
                value={row.amountWon}
                onValue={(won) => set(row.at, { amountWon: won ?? 0 })}
              />
              <CountInput
                label={t('shaping.addition_days')}
                range={t('shaping.days_range')}
                most={730}
                value={row.keepDays}
                onValue={(keepDays) => set(row.at, { keepDays })}
              />
              <IconButton
                icon="trash-2"
                class="mt-6"
                label={t('shaping.remove_name', { name: row.name })}
                onClick={() => setRows(rows.filter(({ at }) => at !== row.at))}
              />
            </li>
          ))}
        </ul>
        {rows.length < ADDITIONS_MAX && (
          <Button size="sm" icon="plus" class="self-start" onClick={add}>
            {t('shaping.addition_add')}
          </Button>
        )}
        <div class="max-w-72">
          <MoneyInput
            label={t('shaping.lowest')}
            help={t('shaping.lowest_help')}
            negative
            value={lowestWon}
            onValue={(won) => setLowestWon(won ?? 0)}
          />
        </div>
      </div>
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" disabledBecause={fault} onClick={apply}>
          {t('shaping.apply')}
        </Button>
      </div>
    </Modal>
  )
}
