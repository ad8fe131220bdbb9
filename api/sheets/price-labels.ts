import { addressOf } from './address.ts'
import { labelFor } from './price-columns.ts'
import type { Answers, Question } from './price-proposal.ts'
import type { PriceRow, RowLabels } from './price-rows.ts'
import { devicesIn } from './price-words.ts'
import { type Axes, type Axis, bandOf, carrierOf, type Label, monthsOf } from './trade-words.ts'

/** What the labels of a row say, what they do not say, and what a person confirms. */
export type RowAxes = {
  axes: Axes
  fault?: { reason: 'label_unknown' | 'label_missing'; axis: Axis; text: string }
  questions: Question[]
}

const READERS: [role: keyof RowLabels, axis: Axis, read: (text: string) => Label | undefined][] = [
  ['carrier', 'carrier', (text) => labelWith('carrier', carrierOf(text))],
  ['band', 'bandWon', bandOf],
  ['months', 'months', (text) => labelWith('months', monthsOf(text))],
]

/** Reads the labels of a row; `hasDevices` says that the table has a column of devices. */
export function axesOfRow(
  { number, labels }: PriceRow,
  hasDevices: boolean,
  answers: Answers,
): RowAxes {
  const axes: Axes = {}
  const questions: Question[] = []
  let fault: RowAxes['fault']
  for (const [role, axis, read] of READERS) {
    const said = labels[role]
    if (!said) continue
    const answered = answers.labels?.[said.text]
    const label = answered ? { axes: answered } : read(said.text)
    if (label) Object.assign(axes, label.axes)
    else fault ??= { reason: 'label_unknown', axis, text: said.text }
    if (label?.doubt) questions.push(doubtOf(said, number, label, label.doubt))
  }
  for (const said of [labels.join_type, labels.support]) {
    if (!said) continue
    const label = labelFor(said.text, answers)
    const axis = said === labels.support ? 'support' : 'joinType'
    if (label) Object.assign(axes, label.axes)
    else fault ??= { reason: 'label_unknown', axis, text: said.text }
    if (label?.doubt) questions.push(doubtOf(said, number, label, label.doubt))
  }
  const { device, storage } = labels
  if (device) {
    axes.device = [device.text, storage?.text].filter(Boolean).join(' ')
    const devices = devicesIn(device.text)
    if (devices.length > 1)
      questions.push({
        code: 'several_devices',
        text: device.text,
        devices,
        address: addressOf(device.column, number),
      })
  } else if (hasDevices) fault ??= { reason: 'label_missing', axis: 'device', text: '' }
  return { axes, ...(fault && { fault }), questions }
}

const doubtOf = (
  { text, column }: { text: string; column: number },
  row: number,
  { axes }: Label,
  doubt: NonNullable<Label['doubt']>,
): Question => ({ code: 'label', text, axes, doubt, addresses: [addressOf(column, row)] })

const labelWith = <A extends Axis>(axis: A, value: Axes[A]): Label | undefined =>
  value === undefined ? undefined : { axes: { [axis]: value } }
