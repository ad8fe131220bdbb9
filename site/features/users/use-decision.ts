import type { UserItem } from '#api/users/contract.ts'
import { useAction } from '../../lib/action.ts'
import { wasFirst } from '../../lib/conflict.ts'
import { t } from '../../lib/i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { type Choice, type Decision, decide } from './user-commands.ts'

type Outcome = {
  /** With the person as they are now, if the answer has them. */
  onDecided: (user: UserItem | undefined) => void
  onConflict: () => void
}

export type Deciding = ReturnType<typeof useDecision>

/** One decision at a time: nothing is shown as done before the server confirms, and failures stay. */
export function useDecision({ onDecided, onConflict }: Outcome) {
  const deciding = useAction(
    async (user: UserItem, decision: Exclude<Decision, 'reset_password'>, choice: Choice = {}) => {
      const after = await decide(user, decision, choice)
      toast(t(`org.done.${decision}`, { name: user.name }))
      onDecided(after)
    },
    (failure) => wasFirst(failure) && onConflict(),
  )
  const { run, busy, running, error, clear } = deciding
  const isBusy = (id: string, decision: Decision) =>
    running?.[0].id === id && running[1] === decision
  return { run, isBusy, busy, error, clear }
}
