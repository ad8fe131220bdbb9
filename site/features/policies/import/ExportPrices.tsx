import { useState } from 'preact/hooks'
import { UNITS_WON, type UnitWon } from '#api/amount.ts'
import { axesOf } from '#api/policies/axes.ts'
import { flatRows, flatSheet } from '#api/policies/flat-rows.ts'
import { useAction } from '../../../lib/action.ts'
import { addressOf } from '../../../lib/address.ts'
import { download } from '../../../lib/download.ts'
import { t } from '../../../lib/i18n/t.ts'
import { viewPref } from '../../../lib/prefs.ts'
import { useEvery } from '../../../lib/resource.ts'
import { useMe } from '../../../lib/session.ts'
import { workbookOf } from '../../../lib/workbook.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import type { Names } from '../matrix/labels.ts'

export type Props = {
  title: string
  matrix: Omit<Matrix, 'carrier' | 'rounding' | 'layout'>
  names: Names
  onClose: () => void
}

/** The matrix as a workbook that can be edited and imported again. The unit is kept for this person. */
export function ExportPrices({ title, matrix, names, onClose }: Props) {
  const me = useMe()
  const pref = viewPref(`price-unit.${me?.id ?? ''}`)
  const [unit, setUnit] = useState<UnitWon>(
    () => UNITS_WON.find((one) => String(one) === pref.read()) ?? 1,
  )
  const plans = useEvery(addressOf('/plans', { query: { active: 'any' } }))
  const save = useAction(async () => {
    const { bandsWon, bandLabels, months, planGroups, deviceGroups } = matrix
    const cells = matrix.entries.map((entry) => ({ axes: axesOf(entry), content: entry.content }))
    const rows = flatRows({ bandsWon, bandLabels, months, planGroups, deviceGroups, cells }, unit, {
      device: names.device,
      plan: (id) => plans.data?.find((plan) => plan.id === id)?.name ?? '',
    })
    const name = t('imports.file_prices', { title: title || '-' })
    download(`${name}.xlsx`, await workbookOf(flatSheet(unit), rows))
    onClose()
  })
  return (
    <Modal title={t('imports.export')} onClose={onClose} onSubmit={() => void save.run()}>
      <p class="muted">{t('imports.export_help')}</p>
      <span class="label">{t('imports.export_unit')}</span>
      <Segmented
        label={t('imports.export_unit')}
        options={UNITS_WON.map((one) => ({
          value: String(one),
          label: t(`imports.unit.${one}`),
        }))}
        value={String(unit)}
        onValue={(value) => {
          pref.keep(value)
          setUnit(UNITS_WON.find((one) => String(one) === value) ?? 1)
        }}
      />
      <ErrorNote error={save.error} />
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" icon="download" busy={save.busy} onClick={() => void save.run()}>
          {t('imports.download')}
        </Button>
      </div>
    </Modal>
  )
}
