import { useEffect, useRef, useState } from 'preact/hooks'
import type { CatalogMapping, CatalogUpload } from '#api/uploads/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { api } from '../../../lib/client.ts'
import { useKeyring } from '../../../lib/keys.ts'
import { viewPref } from '../../../lib/prefs.ts'
import { formOf } from './form-of.ts'

export type Row = CatalogUpload['rows'][number]
export type Verdict = CatalogUpload['verdicts'][number]
export type Fault = CatalogUpload['faults'][number]
export type Field = Exclude<keyof Row, 'row' | 'kind'>
/** A row with what would become of it; the fault of the sheet stays until its field is written anew. */
export type Judged = { row: Row; verdict: Verdict; fault: Fault | undefined }

/** An import into the catalogue: the file, its columns, the rows as a person corrects them, and the dry run. */
export function useCatalogImport(effectiveFrom: string | null) {
  const [file, setFile] = useState<File | undefined>(undefined)
  const [mapping, setMapping] = useState<CatalogMapping>({})
  const [answer, setAnswer] = useState<CatalogUpload | undefined>(undefined)
  const [rows, setRows] = useState<readonly Row[]>([])
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([])
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const abort = useRef<AbortController | undefined>(undefined)
  const ring = useKeyring()
  useEffect(() => () => abort.current?.abort(), [])

  const send = async (sent: File, asked: CatalogMapping) => {
    abort.current = new AbortController()
    const query = { name: sent.name.slice(0, 200), mapping: JSON.stringify(asked) }
    return api.post('/uploads/catalog', { query, file: sent, signal: abort.current.signal })
  }
  const show = (next: CatalogUpload) => {
    setAnswer(next)
    setRows(next.rows)
    setVerdicts(next.verdicts)
    setFaults(next.faults)
    setLeft(new Set())
  }
  const upload = useAction(async (chosen: File) => {
    setFile(chosen)
    const first = await send(chosen, {})
    // A list with these headings was mapped before, on this device.
    const kept = keptMapping(first)
    const known = kept ? await send(chosen, kept) : first
    setMapping(kept ?? {})
    show(known)
  })
  const remap = useAction(async (change: Partial<CatalogMapping>) => {
    if (!file) return
    const asked = { ...mapping, ...change }
    const next = await send(file, asked)
    setMapping(asked)
    keepMapping(next, asked)
    show(next)
  })
  const judge = useAction(async (next: readonly Row[], fixed: readonly Fault[]) => {
    const json = { dryRun: true, effectiveFrom, rows: [...next] }
    const result = await api.post('/catalog/import', { json, idempotencyKey: ring.keyOf(json) })
    setRows(next)
    setFaults(fixed)
    setVerdicts(result.rows)
  })
  const apply = useAction(async () => {
    const json = {
      ...{ dryRun: false, effectiveFrom },
      rows: rows.filter(({ row }) => !left.has(row)),
    }
    return api.post('/catalog/import', { json, idempotencyKey: ring.keyOf(json) })
  })

  const faultOf = new Map(faults.map((fault) => [fault.row, fault]))
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.row, verdict]))
  const judged = rows
    .filter(({ row }) => !left.has(row))
    .flatMap((row): Judged[] => {
      const verdict = verdictOf.get(row.row)
      const fault = faultOf.get(row.row)
      if (!verdict) return []
      return [{ row, fault, verdict: fault ? { ...verdict, verdict: 'refused' } : verdict }]
    })
  return {
    ...{ file, mapping, answer, judged, left, upload, remap, judge, apply },
    cancel: () => abort.current?.abort(),
    again: () => setAnswer(undefined),
    leaveOut: (row: number) => setLeft(new Set([...left, row])),
    /** Writes a field of a row anew and judges all rows again. */
    correct: (row: number, field: Field, text: string) =>
      judge.run(
        rows.map((one) => (one.row === row ? { ...one, [field]: text } : one)),
        faults.filter((fault) => fault.row !== row || fault.field !== field),
      ),
  }
}

// The columns of a list by its headings, on this device. What was asked about one file alone is not kept.

const prefOf = (answer: CatalogUpload) => viewPref(`catalog-import.${formOf(answer)}`)

function keptMapping(answer: CatalogUpload): CatalogMapping | undefined {
  if (answer.columns.length === 0) return undefined
  try {
    const kept: unknown = JSON.parse(prefOf(answer).read() ?? 'null')
    // The API checks what it is sent, so a shape of another time is refused there and asked again.
    return typeof kept === 'object' && kept !== null ? (kept as CatalogMapping) : undefined
  } catch {
    return undefined
  }
}

function keepMapping(answer: CatalogUpload, { kind, unitWon, columns }: CatalogMapping): void {
  if (answer.columns.length === 0) return
  prefOf(answer).keep(
    JSON.stringify({
      ...(kind && { kind }),
      ...(unitWon && { unitWon }),
      ...(columns && { columns }),
    }),
  )
}
