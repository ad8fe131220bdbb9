import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { proposePrices } from '#api/sheets/price-matrix.ts'
import type { PriceProposal } from '#api/sheets/price-proposal.ts'
import type { Sheet } from '#api/sheets/sheet.ts'
import type { PriceUpload } from '#api/uploads/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { addressOf } from '../../../lib/address.ts'
import { api } from '../../../lib/client.ts'
import { useEvery } from '../../../lib/resource.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import { answersOf, NO_CHOICE, type SheetChoice } from './choice.ts'
import { listCells, withImported, withList } from './imported.ts'
import { labelsIn } from './labels-in.ts'
import { outcomesOf } from './outcome.ts'
import { rememberChoice, rememberedChoice } from './remembered.ts'
import { type SheetCell, sheetCells } from './sheet-cells.ts'

export const STEPS = ['file', 'map', 'check'] as const
export type Step = (typeof STEPS)[number]
export type Mapped = {
  sheet: Sheet
  proposal: PriceProposal
  choice: SheetChoice
  /** The choice came from an earlier file of this form. */
  isRemembered: boolean
  cells: SheetCell[]
}
type Read = { sheet: Sheet; first: PriceProposal; isRemembered: boolean }

/** An import into a matrix: the file, what a person says about its sheets, and what it would change. */
export function useImport(matrix: Matrix) {
  const [step, setStep] = useState<Step>('file')
  const [name, setName] = useState('')
  const [list, setList] = useState<PriceUpload['list']>(null)
  const [read, setRead] = useState<readonly Read[]>([])
  const [choices, setChoices] = useState<readonly SheetChoice[]>([])
  const [remembers, setRemembers] = useState(true)
  const devices = useEvery(addressOf('/devices', { query: { active: 'any' } }))
  const abort = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => abort.current?.abort(), [])

  const upload = useAction(async (file: File) => {
    abort.current = new AbortController()
    const { signal } = abort.current
    setName(file.name)
    const answer = await api.post('/uploads/prices', {
      query: { name: file.name.slice(0, 200) },
      ...{ file, signal },
    })
    const next = answer.sheets.flatMap(({ sheet, proposal }) =>
      proposal ? { sheet, proposal } : [],
    )
    const kept = next.map(({ sheet, proposal }) => rememberedChoice(sheet, proposal))
    setList(answer.list)
    setRead(
      next.map(({ sheet, proposal: first }, at) => ({
        ...{ sheet, first, isRemembered: kept[at] !== undefined },
      })),
    )
    // A sheet without one amount, such as a notice, is not taken unless somebody wants it.
    setChoices(
      next.map(({ proposal }, at) => ({
        ...(kept[at] ?? NO_CHOICE),
        isTaken: kept[at] !== undefined || proposal.counts.total > 0 || next.length === 1,
      })),
    )
    setStep(answer.list ? 'check' : 'map')
  })

  const known = devices.data ?? []
  const { carrier, deviceGroups } = matrix
  const mapped = useMemo(
    () =>
      read.map(({ sheet, isRemembered }, at): Mapped => {
        const choice = choices[at] ?? NO_CHOICE
        const proposal = proposePrices(sheet, answersOf(choice))
        const cells = sheetCells(proposal, choice, { carrier, deviceGroups, devices: known })
        return { sheet, proposal, choice, isRemembered, cells }
      }),
    [read, choices, devices.data, carrier, deviceGroups],
  )
  const taken = mapped.filter(({ choice }) => choice.isTaken)
  const outcomes = useMemo(
    () => outcomesOf(matrix, list ? listCells(list) : taken.flatMap(({ cells }) => cells)),
    [matrix, list, mapped],
  )
  return {
    ...{ step, setStep, name, list, mapped, taken, outcomes, upload, known, devices },
    ...{ remembers, setRemembers },
    cancel: () => abort.current?.abort(),
    choose: (at: number, change: Partial<SheetChoice>) =>
      setChoices((all) =>
        all.map((one, i) => (i === at ? { ...one, ...change } : shared(one, change))),
      ),
    /** The matrix with everything that was read; what was answered is kept for the next file of this form. */
    result: (): Matrix => {
      if (list) return withList(matrix, list, outcomes.changes)
      for (const [at, { sheet, first }] of read.entries()) {
        const choice = choices[at]
        if (remembers && choice?.isTaken) rememberChoice(sheet, first, choice)
      }
      return withImported(matrix, outcomes.changes)
    },
  }
}
/** A name or heading means the same on every sheet of a file, unless it was answered there. */
const shared = (choice: SheetChoice, { devices, labels }: Partial<SheetChoice>): SheetChoice => ({
  ...choice,
  devices: { ...devices, ...choice.devices },
  labels: { ...labels, ...choice.labels },
})
export type Import = ReturnType<typeof useImport>

/** What still has to be answered about a sheet, in the order of the panel. */
export function openIn({ proposal, choice, cells, sheet }: Mapped) {
  const devices = new Set(
    proposal.cells.flatMap(({ axes, address }) =>
      axes.device !== undefined &&
      cells.some((cell) => cell.address === address && cell.reason === 'device_unknown')
        ? axes.device
        : [],
    ),
  )
  return {
    hasNoHeadings: proposal.questions.some(({ code }) => code === 'no_headings'),
    unit: proposal.questions.some(({ code }) => code === 'unit'),
    carrier: cells.some(({ reason }) => reason === 'carrier_unasked'),
    labels: labelsIn(proposal, choice, sheet).filter(({ isOpen }) => isOpen),
    devices: [...devices],
    columns: proposal.questions.flatMap((question) =>
      question.code === 'column_unknown' || question.code === 'deduction' ? question.column : [],
    ),
    hiddenColumns: proposal.questions.some(({ code }) => code === 'hidden_columns'),
    hiddenRows: proposal.questions.some(({ code }) => code === 'hidden_rows'),
  }
}
