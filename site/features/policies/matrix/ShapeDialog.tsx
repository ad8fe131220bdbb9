import { useState } from 'preact/hooks'
import { CONTRACT_MONTHS } from '#db/words.ts'
import { addressOf } from '../../../lib/address.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useEvery } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { contractName } from '../bands.ts'
import { BandRows, faultOfBands, rowsOfBands } from './BandRows.tsx'
import type { Matrix } from './dimensions.ts'
import { faultOfGroups, GroupRows } from './GroupRows.tsx'
import type { Names } from './labels.ts'
import {
  type GroupRow,
  lostCells,
  withBands,
  withDeviceGroups,
  withMonths,
  withPlanGroups,
} from './reshape.ts'
import { SingleModels } from './SingleModels.tsx'

export type Props = {
  matrix: Matrix
  names: Names
  onMatrix: (next: Matrix) => void
  onClose: () => void
}

/** Bands, contracts, groups of devices and plans. What goes says how many cells go with it. */
export function ShapeDialog({ matrix, names, onMatrix, onClose }: Props) {
  const [bands, setBands] = useState(() => rowsOfBands(matrix))
  const [months, setMonths] = useState(matrix.months)
  const [deviceGroups, setDeviceGroups] = useState<readonly GroupRow[]>(() =>
    matrix.deviceGroups.map(({ name, deviceIds: ids }) => ({ was: name, name, ids })),
  )
  const [planGroups, setPlanGroups] = useState<readonly GroupRow[]>(() =>
    matrix.planGroups.map(({ name, planIds: ids }) => ({ was: name, name, ids })),
  )
  const [shown, setShown] = useState(matrix.layout.shown)
  const devices = useEvery(addressOf('/devices'))
  const plans = useEvery(
    addressOf('/plans', matrix.carrier === 'all' ? {} : { query: { carrier: matrix.carrier } }),
  )
  const fault =
    faultOfBands(bands) ??
    faultOfGroups(deviceGroups) ??
    faultOfGroups(planGroups) ??
    (months.length === 0 ? t('publishing.error.months') : undefined)
  const next = (): Matrix => {
    const start = { ...matrix, layout: { ...matrix.layout, shown } }
    const banded = withBands(
      start,
      bands.flatMap(({ bandWon, ...row }) => (bandWon === undefined ? [] : [{ ...row, bandWon }])),
    )
    return withPlanGroups(
      withDeviceGroups(withMonths(banded, months), trimmed(deviceGroups)),
      trimmed(planGroups),
    )
  }
  const lost = fault === undefined ? lostCells(matrix, next()) : 0
  const apply = () => {
    if (fault !== undefined) return
    onMatrix(next())
    onClose()
  }
  return (
    <Modal title={t('editing.change_shape')} wide onClose={onClose} onSubmit={apply}>
      <div class="shape-parts">
        <section>
          <h3 class="strong pb-2">{t('shaping.bands')}</h3>
          <BandRows rows={bands} onRows={setBands} />
          <h3 class="strong pt-4 pb-2">{t('shaping.months')}</h3>
          <div class="flex flex-wrap gap-x-4 gap-y-2">
            {CONTRACT_MONTHS.map((one) => (
              <Checkbox
                key={one}
                checked={months.includes(one)}
                onValue={(on) =>
                  setMonths(
                    CONTRACT_MONTHS.filter((each) => (each === one ? on : months.includes(each))),
                  )
                }
              >
                {contractName(one)}
              </Checkbox>
            ))}
          </div>
        </section>
        <section>
          <h3 class="strong">{t('shaping.devices')}</h3>
          <p class="help pb-2">{t('shaping.devices_text')}</p>
          <GroupRows
            rows={deviceGroups}
            onRows={setDeviceGroups}
            catalog={devices}
            optionOf={({ id, name, manufacturer }) => ({
              value: id,
              label: name,
              note: manufacturer,
            })}
            nameOf={names.device}
          />
          <SingleModels
            matrix={matrix}
            names={names}
            devices={devices.data ?? []}
            grouped={deviceGroups.flatMap(({ ids }) => ids)}
            shown={shown}
            onShown={setShown}
          />
        </section>
        <section>
          <h3 class="strong">{t('shaping.plans')}</h3>
          <p class="help pb-2">{t('shaping.plans_text')}</p>
          <GroupRows
            rows={planGroups}
            onRows={setPlanGroups}
            catalog={plans}
            optionOf={({ id, name, monthlyFeeWon }) => ({
              value: id,
              label: name,
              note: digits(monthlyFeeWon),
            })}
            nameOf={(id) => plans.data?.find((plan) => plan.id === id)?.name ?? '…'}
          />
        </section>
      </div>
      {lost > 0 && (
        <p class="help warn n" role="status">
          {t('shaping.lost', { count: digits(lost) })}
        </p>
      )}
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" disabledBecause={fault} onClick={apply}>
          {t('shaping.apply')}
        </Button>
      </div>
    </Modal>
  )
}

const trimmed = (rows: readonly GroupRow[]) =>
  rows.map((row) => ({ ...row, name: row.name.trim() }))
