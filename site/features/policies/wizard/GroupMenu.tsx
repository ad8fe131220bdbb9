import { useState } from 'preact/hooks'
import type { GroupItem } from '#api/groups/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useEvery } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { later } from '../../../ui/later.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import type { PartProps } from '../part-props.ts'
import type { Companies } from '../use-companies.ts'
import type { Props as DialogProps } from './GroupsDialog.tsx'

// Loaded when somebody opens it.
const GroupsDialog = later<DialogProps>(() =>
  import('./GroupsDialog.tsx').then((file) => file.GroupsDialog),
)

/** Saved groups: each fills the targets by what it holds now, and takes no agency out of them. */
export function GroupMenu({
  draft,
  onDraft,
  agencies,
}: Pick<PartProps, 'draft' | 'onDraft'> & { agencies: Companies }) {
  const groups = useEvery(addressOf('/policies/groups', { query: { limit: 100 } }))
  const [isManaging, setManaging] = useState(false)
  const include = (group: GroupItem, isIn: boolean) => {
    const ids = usableIn(group)
    const others = draft.targets.filter((id) => !ids.includes(id))
    onDraft({ targets: isIn ? [...others, ...ids] : others })
  }
  return (
    <>
      <Popover
        label={t('wizard.groups')}
        align="right"
        trigger={(button) => (
          <Button size="sm" icon="users" {...button}>
            {t('wizard.groups')}
          </Button>
        )}
      >
        {(close) => (
          <div class="flex w-80 max-w-[80vw] flex-col gap-1 p-2">
            {groups.state === 'failed' && (
              <ErrorState what={t('wizard.groups')} error={groups.error} onRetry={groups.reload} />
            )}
            {groups.data?.length === 0 && <p class="subtle px-1 py-2">{t('wizard.groups_none')}</p>}
            {groups.data?.map((group) => {
              const ids = usableIn(group)
              const isIn = ids.length > 0 && ids.every((id) => draft.targets.includes(id))
              return (
                <div key={group.id} class="border-b border-line-faint pb-2 last:border-0">
                  <div class="flex items-center gap-2">
                    <b class="min-w-0 truncate">{group.name}</b>
                    <span class="subtle n text-t12">
                      {t('wizard.agencies_n', { count: ids.length })}
                    </span>
                    <Button size="xs" class="ml-auto" onClick={() => include(group, !isIn)}>
                      {t(isIn ? 'wizard.group_out' : 'wizard.group_in')}
                    </Button>
                  </div>
                  <p class="subtle text-t12">{namesIn(group)}</p>
                </div>
              )
            })}
            <Button
              size="sm"
              onClick={() => {
                close()
                setManaging(true)
              }}
            >
              {t('wizard.groups_manage')}
            </Button>
          </div>
        )}
      </Popover>
      {isManaging && (
        <GroupsDialog
          agencies={agencies}
          chosen={draft.targets}
          onClose={() => {
            setManaging(false)
            groups.reload()
          }}
        />
      )}
    </>
  )
}

/** A suspended or removed agency cannot be a target; it is named, and left out. */
const usableIn = ({ members }: GroupItem) =>
  members.filter(({ state }) => state === 'active').map(({ id }) => id)

const namesIn = ({ members }: GroupItem) =>
  members
    .map(({ name, state }) => (state === 'active' ? name : t(`wizard.member_${state}`, { name })))
    .join(', ')
