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
import { ErrorNote, ErrorState } from '../../../ui/Empty.tsx'
import { Input } from '../../../ui/Field.tsx'
import { Confirm, Modal } from '../../../ui/Modal.tsx'
import type { Companies } from '../use-companies.ts'

export type Props = {
  /** Everybody who can be in a group. */
  companies: Companies
  /** Who is in a group that is made now. */
  chosen: readonly string[]
  readOnly?: boolean
  onClose: () => void
}

/** Creates groups from the chosen companies, renames them and changes who is in them, from now on. */
export function GroupsDialog({ companies, chosen, readOnly = false, onClose }: Props) {
  const groups = useEvery(addressOf('/policies/groups', { query: { limit: 100 } }))
  const [name, setName] = useState('')
  const [open, setOpen] = useState<string | undefined>(undefined)
  const { keyOf } = useKeyring()
  const create = useAction(async () => {
    const json = { name: name.trim(), companyIds: [...chosen] }
    await api.post('/policies/groups', { json, idempotencyKey: keyOf(json) })
    setName('')
    groups.reload()
  })
  return (
    <Modal title={t('groups.manage')} onClose={onClose}>
      {!readOnly && (
        <form
          class="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            void create.run()
          }}
        >
          <div class="min-w-0 flex-1">
            <Input
              label={
                chosen.length > 0 ? t('groups.make_of', { count: chosen.length }) : t('groups.make')
              }
              maxLength={100}
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          </div>
          <Button
            type="submit"
            busy={create.busy}
            disabledBecause={name.trim() ? undefined : t('groups.name')}
          >
            {t('groups.create')}
          </Button>
        </form>
      )}
      <ErrorNote error={create.error} />
      {groups.state === 'failed' && (
        <ErrorState what={t('groups.title')} error={groups.error} onRetry={groups.reload} />
      )}
      {groups.data?.length === 0 && <p class="subtle py-2">{t('groups.none')}</p>}
      <ul class="max-h-96 overflow-auto">
        {groups.data?.map((group) => (
          <GroupRow
            key={group.id}
            {...{ group, companies, readOnly }}
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
  companies,
  readOnly,
  isOpen,
  onOpen,
  onDone,
}: {
  group: GroupItem
  companies: Companies
  readOnly: boolean
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
  const set = useAction(async (companyId: string, isIn: boolean) => {
    const json = { companyIds: [companyId] }
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
        <span class="subtle n text-t12">{t('groups.count', { count: members.length })}</span>
      </div>
      {isOpen && (
        <div class="flex flex-col gap-2 pt-2">
          {!readOnly && (
            <div class="flex items-end gap-2">
              <div class="min-w-0 flex-1">
                <Input
                  label={t('groups.name')}
                  maxLength={100}
                  value={name}
                  onInput={({ currentTarget }) => setName(currentTarget.value)}
                />
              </div>
              <Button busy={rename.busy} onClick={() => void rename.run()}>
                {t('groups.rename')}
              </Button>
              <Button kind="danger" onClick={() => setAsked(true)}>
                {t('groups.remove')}
              </Button>
            </div>
          )}
          <ErrorNote error={rename.error ?? set.error} />
          <ul class="frame max-h-48 overflow-auto px-3 py-1">
            {[...(companies.data ?? []), ...gone].map((company) => (
              <li key={company.id} class="flex min-h-9 items-center">
                <Checkbox
                  checked={isIn.has(company.id)}
                  disabled={readOnly}
                  onValue={(on) => void set.run(company.id, on)}
                >
                  <span class="ml-1.5">
                    {'state' in company && company.state === 'removed'
                      ? t('groups.member_removed', { name: company.name })
                      : company.name}
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
          title={t('groups.remove_title', { name: group.name })}
          text={t('groups.remove_text')}
          verb={t('groups.remove')}
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
