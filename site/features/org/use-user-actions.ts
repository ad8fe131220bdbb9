import { useState } from 'preact/hooks'
import type { UserItem } from '#api/users/contract.ts'
import type { Resource } from '../../lib/resource.ts'
import type { Asked } from './DecisionDialog.tsx'
import { useDecision } from './use-decision.ts'
import type { Decision } from './user-commands.ts'

/** Which question stands over a person's record, and what follows its answer. */
export function useUserActions(user: Resource<UserItem>, onChanged: () => void) {
  const [asking, setAsking] = useState<Asked | undefined>(undefined)
  const [decided, setDecided] = useState(0)
  const deciding = useDecision({
    onDecided: (after) => {
      setAsking(undefined)
      setDecided(decided + 1)
      if (after) user.replace(after)
      else user.reload()
      onChanged()
    },
    // The question was about somebody who is no longer so; what happened is said beside the record.
    onConflict: () => {
      setAsking(undefined)
      user.reload()
      onChanged()
    },
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
  return { asking, deciding, decided, begin, leave }
}
