import { useState } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { Select } from '../../../ui/Select.tsx'
import { DIMENSIONS, type Dimension, type Matrix, openKey, valuesOf } from './dimensions.ts'
import { labelOf, type Names } from './labels.ts'
import { STANDS, type Stand, standOf } from './layout.ts'
import { isAmbiguousWithout, lostCells, sidesOf, withoutDimension, withStand } from './reshape.ts'

export type Props = {
  matrix: Matrix
  names: Names
  onMatrix: (next: Matrix) => void
  onClose: () => void
}
type Choices = Partial<Record<Dimension, Stand>>
type Stays = Partial<Record<Dimension, string>>

const NO_SUPPORT = 'supportType:none'
/** Dimensions whose "any value" is shown only where it is wanted. */
const OPENABLE = DIMENSIONS.filter((one) => one !== 'carrier' && one !== 'device')

/** Which axis stands where. One that goes asks whose cells stay, if they differ: nothing goes unseen. */
export function AxesDialog({ matrix, names, onMatrix, onClose }: Props) {
  const [choices, setChoices] = useState<Choices>({})
  const [stays, setStays] = useState<Stays>({})
  const [shown, setShown] = useState(matrix.layout.shown)
  const { next, asks } = applied({ ...matrix, layout: { ...matrix.layout, shown } }, choices, stays)
  const isWaiting = asks.some((dimension) => stays[dimension] === undefined)
  const toggle = (keys: readonly string[], on: boolean) =>
    setShown([...shown.filter((key) => !keys.includes(key)), ...(on ? keys : [])])
  const openKeys = OPENABLE.map(openKey)
  const apply = () => {
    if (isWaiting) return
    onMatrix(next)
    onClose()
  }
  return (
    <Modal title={t('editing.change_axes')} onClose={onClose} onSubmit={apply}>
      <p class="muted">{t('shaping.axes_text')}</p>
      <div class="grid grid-cols-2 gap-3.5">
        {DIMENSIONS.map((dimension) => (
          <Select
            key={dimension}
            label={t(`matrix.axis.${dimension}`)}
            options={STANDS.filter((stand) => stand !== 'off' || dimension !== 'carrier').map(
              (value) => ({ value, label: t(`shaping.stand.${value}`) }),
            )}
            value={choices[dimension] ?? standOf(matrix.layout, dimension)}
            onValue={(stand) => setChoices({ ...choices, [dimension]: stand })}
          />
        ))}
      </div>
      {asks.map((dimension) => (
        <Stay
          key={dimension}
          dimension={dimension}
          matrix={matrix}
          names={names}
          stays={stays[dimension]}
          onStay={(key) => setStays({ ...stays, [dimension]: key })}
        />
      ))}
      <Checkbox
        checked={openKeys.every((key) => shown.includes(key))}
        onValue={(on) => toggle(openKeys, on)}
      >
        {t('shaping.axes_open')}
      </Checkbox>
      <Checkbox checked={shown.includes(NO_SUPPORT)} onValue={(on) => toggle([NO_SUPPORT], on)}>
        {t('shaping.axes_none')}
      </Checkbox>
      {!isWaiting && asks.length > 0 && lostCells(matrix, next) > 0 && (
        <p class="help warn n" role="status">
          {t('shaping.axes_lost', { count: digits(lostCells(matrix, next)) })}
        </p>
      )}
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          disabledBecause={
            isWaiting
              ? t('shaping.axes_differ', { axis: t(`matrix.axis.${asks[0] ?? 'carrier'}`) })
              : undefined
          }
          onClick={apply}
        >
          {t('shaping.apply')}
        </Button>
      </div>
    </Modal>
  )
}

/** The matrix after these choices, and the dimensions whose cells differ so that one must be chosen. */
function applied(matrix: Matrix, choices: Choices, stays: Stays) {
  let next = matrix
  const asks: Dimension[] = []
  for (const dimension of DIMENSIONS) {
    const stand = choices[dimension]
    if (stand === undefined) continue
    if (stand !== 'off') next = withStand(next, dimension, stand)
    else if (isAmbiguousWithout(next, dimension)) {
      asks.push(dimension)
      next = withoutDimension(next, dimension, stays[dimension] ?? sidesOf(next, dimension)[0]?.key)
    } else next = withoutDimension(next, dimension)
  }
  return { next, asks }
}

/** Asks which value's cells stay. */
function Stay({
  dimension,
  matrix,
  names,
  stays,
  onStay,
}: Pick<Props, 'matrix' | 'names'> & {
  dimension: Dimension
  stays: string | undefined
  onStay: (key: string) => void
}) {
  const values = valuesOf(matrix, dimension)
  return (
    <fieldset class="note flex-col">
      <legend class="vh">
        {t('shaping.axes_differ', { axis: t(`matrix.axis.${dimension}`) })}
      </legend>
      <span aria-hidden="true">
        {t('shaping.axes_differ', { axis: t(`matrix.axis.${dimension}`) })}
      </span>
      {sidesOf(matrix, dimension).map(({ key, count }) => {
        const value = values.find((one) => one.key === key)
        return (
          <label key={key} class="check">
            <input
              type="radio"
              name={`stay-${dimension}`}
              checked={stays === key}
              onChange={() => onStay(key)}
            />
            {t('shaping.axes_stay', {
              value: value ? labelOf(value, matrix, names) : key,
              count: digits(count),
            })}
          </label>
        )
      })}
    </fieldset>
  )
}
