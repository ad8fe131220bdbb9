import { useLayoutEffect, useState } from 'preact/hooks'
import { tabPref, viewPref } from '../../../lib/prefs.ts'
import { another, type Draft, newDraft, restored, storable } from './draft.ts'

export type DraftState = {
  draft: Draft
  change: (change: Partial<Draft>) => void
  /** Sets one answer, whatever else has changed since it was asked for. */
  answer: (key: string, value: string) => void
  /** Whether the draft was restored from an earlier visit. */
  wasKept: boolean
  restart: () => void
  next: () => void
}

/** The draft of this person on this device. It survives a reload, without data of the customer. */
export function useDraft(userId: string, policyId: string | undefined): DraftState {
  const [first] = useState(() => takeUp(userId))
  const [draft, setDraft] = useState<Draft>(() => ({
    ...(first ?? newDraft()),
    ...(policyId ? { policyId } : {}),
  }))
  const [wasKept, setKept] = useState(first?.planId !== undefined)
  // A layout effect, so that a page left before its paint keeps what was typed.
  useLayoutEffect(() => viewPref(`order.${userId}`).keep(storable(draft)), [draft, userId])
  useLeaving(userId, draft, () => setDraft((now) => ({ ...now, key: newDraft().key })))
  const begin = (fresh: Draft) => {
    setKept(false)
    setDraft(fresh)
  }
  return {
    draft,
    change: (change) => setDraft((now) => ({ ...now, ...change })),
    answer: (key, value) =>
      setDraft((now) => ({ ...now, answers: { ...now.answers, [key]: value } })),
    wasKept,
    restart: () => begin(newDraft()),
    next: () => begin(another(draft)),
  }
}

const ownDraft = (userId: string) => tabPref(`order.${userId}`)

/**
 * The draft of this tab with its key, or the last choices on this device with a new key: two tabs never share
 * a key. The tab's draft is stored only between leaving the page and coming back, so that a tab duplicated
 * in between finds none.
 */
function takeUp(userId: string): Draft | undefined {
  const own = restored(ownDraft(userId).read())
  ownDraft(userId).keep(undefined)
  if (own) return own
  const last = restored(viewPref(`order.${userId}`).read())
  return last && { ...last, key: newDraft().key }
}

/** Hands the draft to the next page of this tab, and takes it back if this page returns from the cache. */
function useLeaving(userId: string, draft: Draft, renewKey: () => void) {
  useLayoutEffect(() => {
    const leave = () => ownDraft(userId).keep(storable(draft))
    const comeBack = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      // Another page of the tab has taken the draft and its key meanwhile.
      if (restored(ownDraft(userId).read())?.key !== draft.key) renewKey()
      ownDraft(userId).keep(undefined)
    }
    addEventListener('pagehide', leave)
    addEventListener('pageshow', comeBack)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', comeBack)
    }
  }, [userId, draft])
}
