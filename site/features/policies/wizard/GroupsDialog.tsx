import { useState } from 'preact/hooks'
import type { GroupItem } from '#api/groups/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { addressOf } from '../../../lib/address.ts'
import { api } from '../../../lib/client.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useKeyring } from '../../../lib/keys.ts'
import { useEvery } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Input } from '../../../ui/Field.tsx'
import { Confirm, Modal } from '../../../ui/Modal.tsx'
import type { Companies } from '../use-companies.ts'

export type Props = { agencies: Companies; chosen: readonly string[]; onClose: () => void }

/** Creates groups from the chosen agencies, renames them and changes who is in them, from now on. */
export function GroupsDialog({ agencies, chosen, onClose }: Props) {
  const groups = useEvery(addressOf('/policies/groups', { query: { limit: 100 } }))
  const [name, setName] = useState('')
  const [open, setOpen] = useState<string | undefined>(undefined)
  const { keyOf } = useKeyring()
  const create = useAction(async () => {
    const json = { name: name.trim(), agencyIds: [...chosen] }
    await api.post('/policies/groups', { json, idempotencyKey: keyOf(json) })
    setName('')
    groups.reload()
  })
  return (
    <Modal title={t('wizard.groups_manage')} onClose={onClose}>
      <form
        class="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          void create.run()
        }}
      >
        <div class="min-w-0 flex-1">
          <Input
            label={t('wizard.group_new', { count: chosen.length })}
            maxLength={100}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </div>
        <Button
          type="submit"
          busy={create.busy}
          disabledBecause={name.trim() ? undefined : t('wizard.group_name')}
        >
          {t('wizard.group_create')}
        </Button>
      </form>
      <ErrorNote error={create.error} />
      <ul class="max-h-96 overflow-auto">
        {groups.data?.map((group) => (
          <GroupRow
            key={group.id}
            {...{ group, agencies }}
            isOpen={open === group.id}
            onOpen={() => setOpen(open === group.id ? undefined : group.id)}
            onDone={groups.reload}
          />
        ))}
      </ul>
      <div class="flex justify-end">
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </div>
    </Modal>
  )
}

function GroupRow({
  group,
  agencies,
  isOpen,
  onOpen,
  onDone,
}: {
  group: GroupItem
  agencies: Companies
  isOpen: boolean
  onOpen: () => void
  onDone: () => void
}) {
  const { id, version, members } = group
  const [name, setName] = useState(group.name)
  const param = { id }
  const rename = useAction(async () => {
    await api.put('/policies/groups/:id', { param, json: { version, name: name.trim() } })
    onDone()
  })
  const set = useAction(async (agencyId: string, isIn: boolean) => {
    const json = { agencyIds: [agencyId] }
    if (isIn) await api.post('/policies/groups/:id/members', { param, json })
    else await api.post('/policies/groups/:id/departures', { param, json })
    onDone()
  })
  const [isAsked, setAsked] = useState(false)
  const remove = useAction(async () => {
    await api.delete('/policies/groups/:id', { param })
    setAsked(false)
    onDone()
  })
  const isIn = new Set(members.map((member) => member.id))
  // Those that are in it although nothing lists them any more.
  const gone = members.filter(({ state }) => state === 'removed')
  return (
    <li class="border-b border-line-faint py-2 last:border-0">
      <div class="flex items-center gap-2">
        <button type="button" class="link" aria-expanded={isOpen} onClick={onOpen}>
          {group.name}
        </button>
        <span class="subtle n text-t12">{t('wizard.agencies_n', { count: members.length })}</span>
      </div>
      {isOpen && (
        <div class="flex flex-col gap-2 pt-2">
          <div class="flex items-end gap-2">
            <div class="min-w-0 flex-1">
              <Input
                label={t('wizard.group_name')}
                maxLength={100}
                value={name}
                onInput={({ currentTarget }) => setName(currentTarget.value)}
              />
            </div>
            <Button busy={rename.busy} onClick={() => void rename.run()}>
              {t('wizard.group_rename')}
            </Button>
            <Button kind="danger" onClick={() => setAsked(true)}>
              {t('wizard.group_remove')}
            </Button>
          </div>
          <ErrorNote error={rename.error ?? set.error} />
          <ul class="frame max-h-48 overflow-auto px-3 py-1">
            {[...(agencies.data ?? []), ...gone].map((agency) => (
              <li key={agency.id} class="flex min-h-9 items-center">
                <Checkbox
                  checked={isIn.has(agency.id)}
                  onValue={(on) => void set.run(agency.id, on)}
                >
                  <span class="ml-1.5">
                    {'state' in agency && agency.state === 'removed'
                      ? t('wizard.member_removed', { name: agency.name })
                      : agency.name}
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isAsked && (
        <Confirm
          danger
          title={t('wizard.group_remove_title', { name: group.name })}
          text={t('wizard.group_remove_text')}
          verb={t('wizard.group_remove')}
          busy={remove.busy}
          error={remove.error}
          onConfirm={() => void remove.run()}
          onClose={() => {
            setAsked(false)
            remove.clear()
          }}
        />
      )}
    </li>
  )
}
