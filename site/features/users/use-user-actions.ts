import { useState } from 'preact/hooks'
import type { UserItem } from '#api/users/contract.ts'
import type { Resource } from '../../lib/resource.ts'
import type { Asked } from './DecisionDialog.tsx'
import { useDecision } from './use-decision.ts'
import type { Decision } from './user-commands.ts'

/** Which dialog is open over a person's record, and what follows its answer. */
export function useUserActions(user: Resource<UserItem>) {
  const [asking, setAsking] = useState<Asked | undefined>(undefined)
  const deciding = useDecision({
    onDecided: (after) => {
      setAsking(undefined)
      if (after) user.replace(after)
    },
    // The question was about a person who has changed since; the record says what happened.
    onConflict: () => setAsking(undefined),
  })
  const begin = (data: UserItem, decision: Decision) => {
    deciding.clear()
    if (decision === 'approve' || decision === 'unlock') void deciding.run(data, decision)
    else setAsking(decision)
  }
  const leave = () => {
    setAsking(undefined)
    deciding.clear()
  }
  return { asking, deciding, begin, leave }
}
