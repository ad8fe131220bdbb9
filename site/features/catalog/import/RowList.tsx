import { useState } from 'preact/hooks'
import { hasWords, t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Input } from '../../../ui/Field.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import type { Field, Judged } from './use-catalog-import.ts'

const SHOWN = 100

type Props = {
  rows: readonly Judged[]
  busy: boolean
  onCorrect: (row: number, field: Field, text: string) => void
  onLeaveOut: (row: number) => void
}

/** The rows of a list with what becomes of each; a refused one is corrected here or left out. */
export function RowList({ rows, busy, onCorrect, onLeaveOut }: Props) {
  return (
    <>
      <ul class="import-rows">
        {rows.slice(0, SHOWN).map((judged) => (
          <li key={judged.row.row}>
            <span class="n subtle">{t('imports.row', { n: judged.row.row })}</span>
            <span>
              <b class="strong">{judged.verdict.name || '–'}</b>
              {judged.verdict.verdict === 'refused' ? (
                <Refused {...{ judged, busy, onCorrect, onLeaveOut }} />
              ) : (
                <>
                  <span class="n muted text-t12 block">{sayChanges(judged)}</span>
                  <OtherSpelling judged={judged} onLeaveOut={onLeaveOut} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p class="muted">{t('imports.no_rows_here')}</p>}
      {rows.length > SHOWN && (
        <p class="subtle n text-t12">
          {t('imports.rows_shown', { all: rows.length, shown: SHOWN })}
        </p>
      )}
    </>
  )
}

/** Names that differ only in blanks or case are one entry; whoever means another one leaves the row out. */
function OtherSpelling({
  judged: { row, verdict },
  onLeaveOut,
}: Pick<Props, 'onLeaveOut'> & { judged: Judged }) {
  if (verdict.sameAs === null) return null
  return (
    <span class="flex flex-wrap items-center gap-2 pt-1">
      <span class="s-hold text-t12">{t('imports.same_as', { name: verdict.sameAs })}</span>
      <Button size="sm" onClick={() => onLeaveOut(row.row)}>
        {t('imports.leave_out')}
      </Button>
    </span>
  )
}

function sayChanges({ verdict: { changes, verdict } }: Judged): string {
  if (verdict === 'unchanged') return t('imports.class.unchanged')
  if (verdict === 'new') return t('imports.class.new')
  return changes
    .map(({ field, from, to }) => {
      const key = `imports.changed.${field}`
      return `${hasWords(key) ? t(key) : field} ${from ?? '–'} → ${to ?? '–'}`
    })
    .join(' · ')
}

/** Why a row is refused, with its field to write anew. */
function Refused({
  judged,
  busy,
  onCorrect,
  onLeaveOut,
}: Omit<Props, 'rows'> & { judged: Judged }) {
  const { row, fault, verdict } = judged
  const field = (fault?.field ?? verdict.fault?.field ?? 'name') as Field
  const code = fault?.reason ?? verdict.fault?.code ?? ''
  const [text, setText] = useState(row[field] ?? '')
  const key = `imports.fault.${code}`
  const name = t(`imports.cell.${field}`)
  return (
    <form
      class="refused-row"
      onSubmit={(event) => {
        event.preventDefault()
        onCorrect(row.row, field, text)
      }}
    >
      <p class="s-stop text-t12">
        <Glyph name="cross" size={13} />
        <span>
          {fault && <span class="n">{fault.address} </span>}
          {name}: {hasWords(key) ? t(key, { row: fault?.other ?? '' }) : code}
        </span>
      </p>
      <span class="flex flex-wrap items-center gap-2">
        <Input
          label={`${t('imports.row', { n: row.row })} ${name}`}
          bare
          size="sm"
          autocomplete="off"
          placeholder={name}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button size="sm" type="submit" busy={busy}>
          {t('imports.correct')}
        </Button>
        <Button size="sm" onClick={() => onLeaveOut(row.row)}>
          {t('imports.leave_out')}
        </Button>
      </span>
    </form>
  )
}
