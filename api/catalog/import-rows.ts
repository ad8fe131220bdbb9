import { judgeDevices } from './import-devices.ts'
import { judgePlan } from './import-plans.ts'
import {
  type Cells,
  type Judged,
  type Known,
  refused,
  type Verdict,
  type Work,
} from './import-row.ts'
import { nameKey } from './rules.ts'

// What an import would do, from its rows and the catalogue as it is: pure, so that the dry run, the commit and a
// reader of workbooks judge alike.

/** Judges every row. `work` lists what is new or changed; it is written only if no row is refused. */
export function classifyRows(
  rows: readonly Cells[],
  known: Known,
): { verdicts: Verdict[]; work: Work[] } {
  const of = (kind: Cells['kind']) => rows.filter((cells) => cells.kind === kind)
  const judged = [
    ...onceEach(of('plan').map((cells) => judgePlan(cells, known))),
    ...judgeDevices(of('device'), known),
  ]
  return {
    verdicts: judged.map(({ verdict }) => verdict).toSorted((a, b) => a.row - b.row),
    work: judged.flatMap(({ work, verdict }) =>
      work && (verdict.verdict === 'new' || verdict.verdict === 'changed') ? [work] : [],
    ),
  }
}

/** The second row for one plan is refused: two rows could contradict each other. */
function onceEach(plans: Judged[]): Judged[] {
  const seen = new Set<string>()
  return plans.map((plan) => {
    if (plan.work?.kind !== 'plan') return plan
    const { carrier, name } = plan.work.values
    const key = `${carrier} ${nameKey(name)}`
    if (seen.has(key)) return refused(plan.cells, { field: 'name', code: 'repeated' })
    seen.add(key)
    return plan
  })
}
