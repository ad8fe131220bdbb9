import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Conflicts } from '#api/policies/agency-conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { grossSeen } from '../gross-seen.ts'
import { sidesOf } from './desk.ts'
import { deskLayout, deskMatrix, hqEntries } from './desk-matrix.ts'
import { type Judged, judge, NOTHING_JUDGED } from './judge.ts'
import { keepRates, keptRates } from './kept-rates.ts'
import { changedRules, changesOf, type Draft, draftOf, sharesOf } from './rates.ts'

type AgencyView = NonNullable<PolicyDetail['agency']>

/** The prices being edited, and the saved ones from which editing began. */
export function useRates(policy: PolicyDetail, agency: AgencyView) {
  const number = agency.rates?.number ?? 0
  const latest = useMemo(() => draftOf(agency), [agency])
  const version = policy.currentVersion
  const [kept] = useState(() => {
    const found = keptRates(policy.id)
    return found && { ...found, draft: { ofShops: latest.ofShops, ...found.draft } }
  })
  /**
   * Prices that arrive meanwhile change neither the draft nor the number that it is saved over, and a version of HQ
   * not the one by which the draft was set.
   */
  const [base, setBase] = useState({
    number: kept?.number ?? number,
    version: kept?.policyVersion ?? version,
    saved: latest,
  })
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? latest)
  const changes = useMemo(() => changesOf(draft, base.saved), [draft, base.saved])
  const ruleChanges = useMemo(() => changedRules(draft, base.saved), [draft, base.saved])
  const isDirty = changes.length + ruleChanges.length > 0
  const begin = (saved: Draft, as: number) => {
    setBase({ number: as, version, saved })
    setDraft(saved)
  }
  // Without edits, the newest prices are shown.
  useEffect(() => {
    if ((number !== base.number || version !== base.version) && !isDirty) begin(latest, number)
  }, [number, version])
  useEffect(
    () =>
      keepRates(
        policy.id,
        isDirty ? { number: base.number, policyVersion: base.version, draft } : undefined,
      ),
    [draft, base, isDirty],
  )
  useLeaveGuard(isDirty)
  const seen = useSeen(policy, agency, draft)
  return {
    ...seen,
    ...useJudged(agency, draft, seen),
    ...{ draft, latest, changes, ruleChanges, isDirty },
    saved: base.saved,
    basedOn: base.number,
    policyVersion: base.version,
    /** HQ published a version after this editing began, and nobody has said yet that they have seen it. */
    isRepriced: version !== base.version && isDirty,
    sawVersion: () => setBase({ ...base, version }),
    /** Another person saved prices after this editing began. */
    isStale: number !== base.number && isDirty,
    isRestored: kept !== undefined && isDirty && kept.draft === draft,
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    takeTheirs: () => begin(latest, number),
    keepMine: () => setBase({ ...base, number, saved: latest }),
    wasSaved: (next: AgencyView) => begin(draftOf(next), next.rates?.number ?? 0),
  }
}
export type Rates = ReturnType<typeof useRates>

/** HQ's sheet and the draft as the desk shows them, by the price rule. */
function useSeen(policy: PolicyDetail, agency: AgencyView, draft: Draft) {
  const gross = useMemo(() => grossSeen(policy), [policy])
  const hq = useMemo(() => hqEntries(agency), [agency])
  const layout = useMemo(
    // Copied cells stand on their own axes.
    () => deskLayout(hq, agency.flatWon, allCells(agency.rates ?? agency.before)),
    [hq, agency],
  )
  const matrix = useMemo(
    () => deskMatrix(policy, layout, draft.entries),
    [policy, layout, draft.entries],
  )
  const sides = useMemo(() => sidesOf(gross, sharesOf(draft)), [gross, draft])
  return { gross, hq, matrix, sides }
}

/** The cells of every shop and of single ones: the desk has a place for each. */
const allCells = (rates: AgencyView['rates']) => [
  ...(rates?.cells ?? []),
  ...(rates?.shopCells ?? []).flatMap(({ cells }) => cells),
]

/** What takes a look at every place is sought once the screen has shown the change. */
function useJudged(agency: AgencyView, draft: Draft, seen: ReturnType<typeof useSeen>): Judged {
  const { gross, hq, matrix, sides } = seen
  const [judged, setJudged] = useState<Judged>(NOTHING_JUDGED)
  useEffect(() => {
    let isOver = false
    const say = (ofShops: Partial<Conflicts>) =>
      isOver || setJudged(judge({ agency, gross, hq, matrix, sides, draft, ofShops }))
    const seek = () => {
      if (draft.ofShops.length === 0) return say({})
      // Loads with the first cell of a shop. Where it cannot, the server still refuses what is wrong there.
      import('#api/policies/shop-conflicts.ts').then(
        ({ shopCellsIn }) => say(shopCellsIn(gross, sides.shares, null)),
        () => say({}),
      )
    }
    const later = setTimeout(seek, 0)
    return () => {
      isOver = true
      clearTimeout(later)
    }
  }, [agency, sides, matrix])
  return judged
}

/** Asks before leaving with unsaved amounts. */
function useLeaveGuard(isDirty: boolean) {
  useLayoutEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
}
