import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { conflictsOf } from '#api/policies/conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { grossSeen } from '../prices.ts'
import { carriersOf, grossIn, placesOf } from './places.ts'
import { changedRules, changesOf, type Draft, draftOf, problemsOf, sharesOf } from './rates.ts'

type AgencyView = NonNullable<PolicyDetail['agency']>

/** The prices being edited, and the saved ones from which editing began. */
export function useRates(policy: PolicyDetail, agency: AgencyView) {
  const number = agency.rates?.number ?? 0
  const latest = useMemo(() => draftOf(agency), [agency])
  /** Prices that arrive meanwhile change neither the draft nor the number that it is saved over. */
  const [base, setBase] = useState({ number, saved: latest })
  const [draft, setDraft] = useState<Draft>(latest)
  const judged = useMemo(() => judge(policy, agency, draft), [policy, agency, draft])
  const changes = changesOf(draft, base.saved)
  const rulesChanged = changedRules(draft, base.saved)
  const isDirty = changes.length + rulesChanged > 0
  const begin = (saved: Draft, as: number) => {
    setBase({ number: as, saved })
    setDraft(saved)
  }
  // Without edits, the newest prices are shown.
  useEffect(() => {
    if (number !== base.number && !isDirty) begin(latest, number)
  }, [number])
  useLeaveGuard(isDirty)
  return {
    ...judged,
    draft,
    saved: base.saved,
    basedOn: base.number,
    changes,
    rulesChanged,
    isDirty,
    problems: problemsOf(judged.conflicts, base.saved),
    /** Another person saved prices after this editing began. */
    isStale: number !== base.number && isDirty,
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    takeTheirs: () => begin(latest, number),
    keepMine: () => setBase({ number, saved: latest }),
    wasSaved: (next: AgencyView) => begin(draftOf(next), next.rates?.number ?? 0),
  }
}

/** The price rule's result for the draft: every place of the grids, and where orders would be refused. */
function judge(policy: PolicyDetail, agency: AgencyView, draft: Draft) {
  const gross = grossSeen(policy)
  const shares = sharesOf(draft)
  const carriers = carriersOf(gross, agency)
  const places = placesOf(gross, shares, carriers)
  return { carriers, places, gross: grossIn(places), conflicts: conflictsOf(gross, shares, null) }
}

export type Rates = ReturnType<typeof useRates>

/** Asks before leaving with unsaved amounts. */
function useLeaveGuard(isDirty: boolean) {
  useLayoutEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
}
