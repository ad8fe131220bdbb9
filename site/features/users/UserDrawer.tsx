import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import { DecisionProblem } from './DecisionProblem.tsx'
import { UserRecord } from './UserRecord.tsx'
import { useUserActions } from './use-user-actions.ts'
import type { Decision } from './user-commands.ts'

type Props = { id: string; onClose: () => void }

/** Main actions stand in the foot; the others beside what they concern. */
const FOOT = ['reject', 'approve', 'suspend', 'reinstate'] as const
const KIND: Partial<Record<Decision, 'primary' | 'danger'>> = {
  approve: 'primary',
  reject: 'danger',
  suspend: 'danger',
}

/** One person beside the list, with all decisions about them. */
export function UserDrawer({ id, onClose }: Props) {
  const user = useAnswer(addressOf('/users/:id', { param: { id } }))
  const { data } = user
  const actions = useUserActions(user)
  const { asking, deciding } = actions
  const foot = FOOT.filter((one) => data?.actions.includes(one))
  const absent = user.error instanceof ApiProblem && user.error.status === 404
  return (
    <Drawer
      title={data?.name ?? t('org.user')}
      onClose={onClose}
      foot={
        data &&
        foot.length > 0 && (
          <span class="ml-auto flex gap-2">
            {foot.map((one) => (
              <Button
                key={one}
                kind={KIND[one] ?? 'default'}
                busy={deciding.isBusy(id, one)}
                onClick={() => actions.begin(data, one)}
              >
                {t(`org.do.${one}`)}
              </Button>
            ))}
          </span>
        )
      }
    >
      {!data && !absent && user.state === 'loading' && <SkeletonLines lines={10} />}
      {absent && (
        <Empty icon="users" title={t('org.user_not_found')}>
          <Button size="sm" onClick={onClose}>
            {t('org.back_to_list')}
          </Button>
        </Empty>
      )}
      {!absent && user.state === 'failed' && (
        <ErrorState what={t('org.user')} error={user.error} onRetry={user.reload} />
      )}
      {data && !absent && (
        <>
          {deciding.error !== undefined && !asking && <DecisionProblem error={deciding.error} />}
          <UserRecord user={data} onAsk={(decision) => actions.begin(data, decision)} />
          {asking && data.actions.includes(asking) && (
            <DecisionDialog
              key={asking}
              asked={asking}
              user={data}
              deciding={deciding}
              onClose={actions.leave}
            />
          )}
        </>
      )}
    </Drawer>
  )
}
