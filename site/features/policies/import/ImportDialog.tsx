import { useState } from 'preact/hooks'
import type { Axes } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { toast } from '../../../ui/toasts.ts'
import { UploadFile } from '../../../ui/UploadFile.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import type { Names } from '../matrix/labels.ts'
import { CheckStep } from './CheckStep.tsx'
import { MapStep } from './MapStep.tsx'
import { openIn, STEPS, useImport } from './use-import.ts'

export type Props = {
  matrix: Matrix
  names: Names
  /** Shows the matrix with the imported cells, as one step of undo, and the first of them. */
  onMatrix: (next: Matrix, first: Axes | undefined) => void
  onClose: () => void
}

/** Takes a file of prices into a draft: the file, what its columns and headings mean, what would change. */
export function ImportDialog({ matrix, names, onMatrix, onClose }: Props) {
  const work = useImport(matrix)
  const { step, setStep, name, list, taken, outcomes } = work
  const [sheetAt, setSheetAt] = useState(0)
  const changed = outcomes.all.filter(({ status }) => status === 'new' || status === 'changed')
  const readable = outcomes.all.filter(({ status }) => status !== 'refused')
  const open = taken.reduce((sum, one) => {
    const { unit, carrier, labels, devices, columns, hasNoHeadings } = openIn(one)
    const asked = [unit, carrier, hasNoHeadings].filter(Boolean).length
    return sum + asked + labels.length + devices.length + columns.length
  }, 0)
  const at = STEPS.indexOf(step)
  const apply = () => {
    onMatrix(work.result(), changed[0]?.axes)
    toast(t('imports.applied', { count: digits(changed.length) }))
    onClose()
  }
  return (
    <Modal title={t('imports.prices_title')} wide onClose={onClose}>
      <div class="import-head">
        <Stepper
          steps={STEPS.map((one, index) => ({ name: t(`imports.step.${one}`), done: index < at }))}
          current={at}
        />
        {name && step !== 'file' && <span class="muted n trunc">{name}</span>}
      </div>
      {step === 'file' && <UploadFile name={name} upload={work.upload} onCancel={work.cancel} />}
      {step === 'map' && (
        <MapStep work={work} matrix={matrix} names={names} at={sheetAt} onAt={setSheetAt} />
      )}
      {step === 'check' && (
        <CheckStep
          outcomes={outcomes.all}
          sheets={taken.map(({ sheet }) => sheet)}
          matrix={matrix}
          names={names}
        />
      )}
      <div class="modal-foot import-foot">
        {step === 'map' && (
          <Button icon="arrow-left" onClick={() => setStep('file')}>
            {t('imports.other_file')}
          </Button>
        )}
        {step === 'check' && (
          <Button icon="arrow-left" onClick={() => setStep(list ? 'file' : 'map')}>
            {t(list ? 'imports.back_file' : 'imports.back_map')}
          </Button>
        )}
        <span class="subtle text-t12 n mr-auto" role="status">
          {step === 'map' &&
            (open > 0 ? t('imports.open_questions', { count: open }) : t('imports.none_open'))}
        </span>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        {step === 'map' && (
          <Button
            kind="primary"
            disabledBecause={readable.length === 0 ? t('imports.no_cells') : undefined}
            onClick={() => setStep('check')}
          >
            {t('imports.next')}
          </Button>
        )}
        {step === 'check' && (
          <Button
            kind="primary"
            disabledBecause={changed.length === 0 && !list ? t('imports.same_file') : undefined}
            onClick={apply}
          >
            {t('imports.apply', { count: digits(changed.length) })}
          </Button>
        )}
      </div>
    </Modal>
  )
}
