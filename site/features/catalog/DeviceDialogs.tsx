import { useState } from 'preact/hooks'
import type { Device } from '#api/catalog/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { sayField } from '../../lib/messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Input } from '../../ui/Field.tsx'
import { toast } from '../../ui/toasts.ts'
import { storageWords, validityWords } from './catalog-words.ts'
import { ColorFields, DeviceTermsFields } from './DeviceFields.tsx'
import {
  type DeviceDraft,
  type DeviceTerms,
  draftOf,
  namesAreRight,
  namesProblems,
  sentDevice,
  sentNames,
  sentTerms,
  termsAreRight,
} from './device-draft.ts'
import { FormDialog } from './FormDialog.tsx'
import { changedOf, useSeen } from './use-seen.ts'
import { effectiveFrom, tomorrow, WhenChoice, whenProblem } from './WhenChoice.tsx'

/** Adds a device, or edits what has no date. */
export function DeviceDialog({
  device,
  onClose,
}: {
  device?: Device | undefined
  onClose: () => void
}) {
  const [draft, setDraft] = useState(() => draftOf(device))
  const [asked, setAsked] = useState(false)
  const ring = useKeyring()
  const seen = useSeen(device)
  const save = useAction(async () => {
    if (device) {
      const changed = changedOf(sentNames(draft), sentNames(draftOf(seen.first)))
      const json = { version: seen.version, ...changed }
      await api.put('/devices/:id', { param: { id: device.id }, json })
    } else {
      const json = sentDevice(draft)
      await api.post('/devices', { json, idempotencyKey: ring.keyOf(json) })
    }
    toast(t(device ? 'reference.saved' : 'reference.added', { name: draft.name.trim() }))
    onClose()
  }, seen.failed)
  const isRight = namesAreRight(draft) && (device !== undefined || termsAreRight(draft))
  const problems: { manufacturer?: string; name?: string } = asked ? namesProblems(draft) : {}
  const set = (change: Partial<DeviceDraft>) => setDraft({ ...draft, ...change })
  const isTaken = save.error instanceof ApiProblem && save.error.code === 'conflict'
  return (
    <FormDialog
      title={device ? t('reference.edit_title', { name: device.name }) : t('reference.add_device')}
      {...(device && { note: t('reference.edit_note') })}
      verb={t(device ? 'reference.save' : 'reference.add_device')}
      busy={save.busy}
      error={isTaken ? undefined : save.error}
      conflict={
        device && seen.isOvertaken
          ? [device.name, device.modelCode, device.colors.join('·')].filter(Boolean).join(' · ')
          : undefined
      }
      onSend={() => {
        setAsked(true)
        if (isRight) void save.run()
        return isRight
      }}
      onClose={onClose}
    >
      <div class="catalog-pair">
        <Input
          label={t('reference.manufacturer')}
          error={
            problems.manufacturer ??
            sayField(save.error, 'manufacturer', t('reference.manufacturer'))
          }
          value={draft.manufacturer}
          maxLength={100}
          autocomplete="off"
          onInput={({ currentTarget }) => set({ manufacturer: currentTarget.value })}
        />
        <Input
          label={t('reference.model_name')}
          error={
            problems.name ??
            (isTaken
              ? t('reference.model_taken')
              : sayField(save.error, 'name', t('reference.model_name')))
          }
          value={draft.name}
          maxLength={200}
          autocomplete="off"
          onInput={({ currentTarget }) => set({ name: currentTarget.value })}
        />
      </div>
      <Input
        label={t('reference.model_code')}
        optional
        class="n"
        value={draft.modelCode}
        maxLength={60}
        autocomplete="off"
        error={sayField(save.error, 'modelCode', t('reference.model_code'))}
        onInput={({ currentTarget }) => set({ modelCode: currentTarget.value })}
      />
      {!device && <DeviceTermsFields value={draft} onValue={set} asked={asked} />}
      <ColorFields colors={draft.colors} onColors={(colors) => set({ colors })} asked={asked} />
    </FormDialog>
  )
}

/** Changes storages, prices and validity from a date on. */
export function DeviceChangeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const [terms, setTerms] = useState<DeviceTerms>(() => draftOf(device))
  const [when, setWhen] = useState(tomorrow)
  const [asked, setAsked] = useState(false)
  const ring = useKeyring()
  const seen = useSeen(device)
  const change = useAction(async () => {
    const { id } = device
    const { version } = seen
    const json = { version, effectiveFrom: effectiveFrom(when), ...sentTerms(terms) }
    const sent = { param: { id }, json, idempotencyKey: ring.keyOf(json) }
    await api.post('/devices/:id/changes', sent)
    toast(
      when.from === 'now'
        ? t('reference.changed_now')
        : t('reference.changed_later', { at: when.day }),
    )
    onClose()
  }, seen.failed)
  const late = whenProblem(when)
  const isRight = termsAreRight(terms) && !late
  return (
    <FormDialog
      title={t('reference.change_title', { name: device.name })}
      note={t('reference.change_note')}
      verb={t('reference.save')}
      busy={change.busy}
      error={change.error}
      conflict={
        seen.isOvertaken ? `${storageWords(device.storages)} · ${validityWords(device)}` : undefined
      }
      onSend={() => {
        setAsked(true)
        if (isRight) void change.run()
        return isRight
      }}
      onClose={onClose}
    >
      <DeviceTermsFields
        value={terms}
        onValue={(next) => setTerms({ ...terms, ...next })}
        asked={asked}
      />
      <WhenChoice value={when} onValue={setWhen} error={asked ? late : undefined} />
    </FormDialog>
  )
}
