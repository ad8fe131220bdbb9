import { useState } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { toast } from '../../../ui/toasts.ts'
import { UploadFile } from '../../../ui/UploadFile.tsx'
import { effectiveFrom, tomorrow, type When, WhenChoice, whenProblem } from '../WhenChoice.tsx'
import { ColumnMapping } from './ColumnMapping.tsx'
import { RowList } from './RowList.tsx'
import { useCatalogImport } from './use-catalog-import.ts'

const CLASSES = ['refused', 'changed', 'new', 'unchanged'] as const
type Class = (typeof CLASSES)[number]
const sayClass = (one: Class) => t(`imports.class.${one}`)
export type Props = { onClose: () => void }

/** A list of plans or devices as a dry run by the server; it is written whole, once no row is refused. */
export function CatalogImportDialog({ onClose }: Props) {
  const [when, setWhen] = useState<When>({ ...tomorrow(), from: 'now' })
  const late = whenProblem(when)
  const work = useCatalogImport(late ? null : effectiveFrom(when))
  const { answer, judged, apply, remap, judge } = work
  const [chosen, setChosen] = useState<Class | undefined>(undefined)
  const of = (one: Class) => judged.filter(({ verdict }) => verdict.verdict === one)
  const shown = chosen ?? CLASSES.find((one) => of(one).length > 0) ?? 'new'
  const [created, changed, refused] = [of('new').length, of('changed').length, of('refused').length]
  const alike = judged.filter(({ verdict }) => verdict.sameAs !== null).length
  const write = async () => {
    const result = await apply.run()
    if (!result) return
    toast(t('imports.catalog_done', { created: result.created, changed: result.changed }))
    onClose()
  }
  const because =
    refused > 0
      ? t('imports.refused_open', { count: refused })
      : created + changed === 0
        ? t('imports.same_list')
        : late
  return (
    <Modal title={t('imports.catalog_title')} wide onClose={onClose}>
      {!answer && (
        <UploadFile name={work.file?.name ?? ''} upload={work.upload} onCancel={work.cancel} />
      )}
      {answer && (
        <>
          <p class="muted n">
            {work.file?.name} · {answer.sheet} · {t('imports.list_rows', { count: judged.length })}
          </p>
          <ColumnMapping answer={answer} onMapping={(change) => void remap.run(change)} />
          <ErrorNote error={remap.error ?? judge.error} />
          <div aria-busy={remap.busy || judge.busy || undefined}>
            <Segmented
              label={t('imports.counts')}
              options={CLASSES.map((value) => ({
                value,
                label: `${sayClass(value)} ${digits(of(value).length)}`,
              }))}
              value={shown}
              onValue={setChosen}
            />
          </div>
          <RowList
            key={shown}
            rows={of(shown)}
            busy={judge.busy}
            onCorrect={(row, field, text) => void work.correct(row, field, text)}
            onLeaveOut={work.leaveOut}
          />
          <Skipped answer={answer} left={work.left.size} alike={alike} />
          {changed > 0 && <WhenChoice value={when} onValue={setWhen} error={late} />}
          <ErrorNote error={apply.error} />
        </>
      )}
      <div class="modal-foot import-foot">
        {answer && (
          <Button icon="arrow-left" onClick={work.again}>
            {t('imports.other_file')}
          </Button>
        )}
        <span class="subtle text-t12 mr-auto">{answer && t('imports.undo_note')}</span>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        {answer && (
          <Button
            kind="primary"
            busy={apply.busy}
            disabledBecause={because}
            onClick={() => void write()}
          >
            {t('imports.catalog_apply', { created: digits(created), changed: digits(changed) })}
          </Button>
        )}
      </div>
    </Modal>
  )
}

/** What of the sheet is no row of the import, so that nothing goes unseen. */
function Skipped({
  answer: { repeats, skipped },
  left,
  alike,
}: {
  answer: NonNullable<ReturnType<typeof useCatalogImport>['answer']>
  left: number
  /** Rows whose name the catalogue spells otherwise. */
  alike: number
}) {
  const notes = skipped.filter(({ why }) => why === 'note' || why === 'total').length
  const said = [
    alike > 0 && t('imports.alike', { count: alike }),
    repeats.length > 0 && t('imports.repeats', { rows: repeats.map(({ row }) => row).join(', ') }),
    notes > 0 && t('imports.notes_skipped', { count: notes }),
    left > 0 && t('imports.rows_left', { count: left }),
  ].filter(Boolean)
  return said.length > 0 ? <p class="muted n text-t12">{said.join(' ')}</p> : null
}
