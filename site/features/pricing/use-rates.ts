import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { changesOf, type Draft, draftOf, indexed, problemsOf } from './rates.ts'

type AgencyView = NonNullable<PolicyDetail['agency']>

/** The prices being edited, over those that were there when the editing began. */
export function useRates(agency: AgencyView) {
  const number = agency.rates?.number ?? 0
  const gross = useMemo(() => indexed(agency.gross), [agency])
  const latest = useMemo(() => draftOf(agency), [agency])
  /** What arrives meanwhile does not move what was edited, nor the number that it is saved over. */
  const [base, setBase] = useState({ number, saved: latest })
  const [draft, setDraft] = useState<Draft>(latest)
  const changes = changesOf(draft, base.saved)
  const isDirty = changes.length > 0
  const begin = (saved: Draft, as: number) => {
    setBase({ number: as, saved })
    setDraft(saved)
  }
  // Without edits of one's own the newest prices are simply shown.
  useEffect(() => {
    if (number !== base.number && !isDirty) begin(latest, number)
  }, [number])
  useLeaveGuard(isDirty)
  return {
    gross,
    draft,
    saved: base.saved,
    basedOn: base.number,
    changes,
    problems: problemsOf(draft, gross, base.saved),
    /** Somebody else's prices are in force over which these were not edited. */
    isStale: number !== base.number && isDirty,
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    takeTheirs: () => begin(latest, number),
    keepMine: () => setBase({ number, saved: latest }),
    wasSaved: (next: AgencyView) => begin(draftOf(next), next.rates?.number ?? 0),
  }
}

export type Rates = ReturnType<typeof useRates>

/** Amounts that are not saved are not lost to a slip of the hand. */
function useLeaveGuard(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
}
