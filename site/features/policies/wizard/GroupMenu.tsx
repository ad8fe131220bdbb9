import { useState } from 'preact/hooks'
import type { GroupItem } from '#api/groups/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { useEvery } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { later } from '../../../ui/later.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import type { Props as DialogProps } from '../groups/GroupsDialog.tsx'
import { namesIn, usableIn } from '../groups/group-members.ts'
import type { PartProps } from '../part-props.ts'
import type { Companies } from '../use-companies.ts'

// Loaded when somebody opens it.
const GroupsDialog = later<DialogProps>(() =>
  withWords(['groups'], import('../groups/GroupsDialog.tsx')).then((file) => file.GroupsDialog),
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
        label={t('groups.title')}
        align="right"
        trigger={(button) => (
          <Button size="sm" icon="users" {...button}>
            {t('groups.title')}
          </Button>
        )}
      >
        {(close) => (
          <div class="flex w-80 max-w-[80vw] flex-col gap-1 p-2">
            {groups.state === 'failed' && (
              <ErrorState what={t('groups.title')} error={groups.error} onRetry={groups.reload} />
            )}
            {groups.data?.length === 0 && <p class="subtle px-1 py-2">{t('groups.none')}</p>}
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
                      {t(isIn ? 'groups.take_out' : 'groups.put_in')}
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
              {t('groups.manage')}
            </Button>
          </div>
        )}
      </Popover>
      {isManaging && (
        <GroupsDialog
          companies={agencies}
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
