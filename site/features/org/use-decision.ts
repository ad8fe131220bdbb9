import { useState } from 'preact/hooks'
import type { UserItem } from '#api/users/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { wasFirst } from './conflict.ts'
import { type Choice, type Decision, decide } from './user-commands.ts'

type Outcome = {
  /** With the person as it is now; without, it has to be asked for again. */
  onDecided: (user: UserItem | undefined) => void
  onConflict: () => void
}

export type Deciding = ReturnType<typeof useDecision>

/** One decision at a time: nothing is shown as done before the server says so, failures stay. */
export function useDecision({ onDecided, onConflict }: Outcome) {
  const [busy, setBusy] = useState<{ id: string; decision: Decision } | undefined>(undefined)
  const [error, setError] = useState<unknown>(undefined)

  const run = async (
    user: UserItem,
    decision: Exclude<Decision, 'reset_password'>,
    choice: Choice = {},
  ) => {
    if (busy) return
    setBusy({ id: user.id, decision })
    setError(undefined)
    try {
      const after = await decide(user, decision, choice)
      toast(t(`org.done.${decision}`, { name: user.name }))
      onDecided(after)
    } catch (failure) {
      setError(failure)
      if (wasFirst(failure)) onConflict()
    } finally {
      setBusy(undefined)
    }
  }
  const isBusy = (id: string, decision: Decision) => busy?.id === id && busy.decision === decision
  return { run, isBusy, busy: busy !== undefined, error, clear: () => setError(undefined) }
}
