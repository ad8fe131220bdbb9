import { useEffect, useState } from 'preact/hooks'
import { viewPref } from '../../lib/prefs.ts'
import { another, type Draft, newDraft, restored, storable } from './draft.ts'

export type DraftState = {
  draft: Draft
  change: (change: Partial<Draft>) => void
  /** The stored draft of an earlier visit was taken up. */
  wasKept: boolean
  restart: () => void
  next: () => void
}

/** The draft of this person on this device. It survives a reload without anything of the customer. */
export function useDraft(userId: string, policyId: string | undefined): DraftState {
  const store = viewPref(`order.${userId}`)
  const [first] = useState(() => restored(store.read()))
  const [draft, setDraft] = useState<Draft>(() => ({
    ...(first ?? newDraft()),
    ...(policyId ? { policyId } : {}),
  }))
  const [wasKept, setKept] = useState(first?.planId !== undefined)
  useEffect(() => viewPref(`order.${userId}`).keep(storable(draft)), [draft, userId])
  const begin = (fresh: Draft) => {
    setKept(false)
    setDraft(fresh)
  }
  return {
    draft,
    change: (change) => setDraft((now) => ({ ...now, ...change })),
    wasKept,
    restart: () => begin(newDraft()),
    next: () => begin(another(draft)),
  }
}
