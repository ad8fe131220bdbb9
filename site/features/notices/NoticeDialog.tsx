import { useState } from 'preact/hooks'
import type { NoticeItem } from '#api/notices/contract.ts'
import { NOTICE_TYPES } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Input, TextArea } from '../../ui/Field.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toasts.ts'
import { AgencyChoice } from './AgencyChoice.tsx'
import { bodyOf, draftOf, faultsOf, type NoticeDraft } from './notice-draft.ts'

export type Props = {
  /** The notice to change; undefined for a new one. */
  notice: NoticeItem | undefined
  /** The policy of which it tells. */
  policyId: string | null
  onClose: () => void
}

/** Writes a notice or changes one. */
export function NoticeDialog({ notice, policyId, onClose }: Props) {
  const ring = useKeyring()
  const [draft, setDraft] = useState(() => draftOf(notice, policyId))
  const [asked, setAsked] = useState(false)
  const set = (change: Partial<NoticeDraft>) => setDraft({ ...draft, ...change })
  const faults = faultsOf(draft)
  const save = useAction(async () => {
    const json = bodyOf(draft)
    if (notice)
      await api.put('/notices/:id', {
        param: { id: notice.id },
        json: { ...json, version: notice.version },
      })
    else await api.post('/notices', { json, idempotencyKey: ring.keyOf(json) })
    toast(t(notice ? 'notices.saved' : 'notices.published'))
    onClose()
  })
  const run = () => {
    setAsked(true)
    if (Object.keys(faults).length === 0) void save.run()
  }
  const required = (name: 'title' | 'content') =>
    asked && faults[name]
      ? t('errors.field.required', { name: t(`notices.field_${name}`) })
      : undefined
  return (
    <Confirm
      title={t(notice ? 'notices.edit_title' : 'notices.write_title')}
      text={notice && t('notices.edit_text')}
      verb={t(notice ? 'notices.save' : 'notices.publish')}
      busy={save.busy}
      error={save.error}
      onConfirm={run}
      onClose={onClose}
    >
      <Segmented
        label={t('notices.field_type')}
        value={draft.type}
        options={NOTICE_TYPES.map((value) => ({ value, label: t(`notices.type.${value}`) }))}
        onValue={(type) => set({ type })}
      />
      <Input
        label={t('notices.field_title')}
        value={draft.title}
        maxLength={200}
        error={required('title')}
        onInput={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <TextArea
        label={t('notices.field_content')}
        value={draft.content}
        maxLength={5000}
        rows={6}
        error={required('content')}
        onInput={({ currentTarget }) => set({ content: currentTarget.value })}
      />
      <Segmented
        label={t('notices.field_tiers')}
        value={draft.tiers}
        options={(['both', 'agency', 'retail'] as const).map((value) => ({
          value,
          label: t(`notices.tiers.${value}`),
        }))}
        onValue={(tiers) => set({ tiers })}
      />
      <AgencyChoice
        chosen={draft.agencyIds}
        error={asked && faults.agencyIds ? t('notices.agencies_required') : undefined}
        onChosen={(agencyIds) => set({ agencyIds })}
      />
      <div class="grid grid-cols-2 gap-3">
        <DateField
          label={t('notices.field_from')}
          optional
          help={t('notices.field_from_help')}
          value={draft.from}
          onValue={(from) => set({ from })}
        />
        <DateField
          label={t('notices.field_to')}
          optional
          error={asked && faults.to ? t('notices.dates_wrong') : undefined}
          value={draft.to}
          onValue={(to) => set({ to })}
        />
      </div>
      <Checkbox checked={draft.isImportant} onValue={(isImportant) => set({ isImportant })}>
        {t('notices.field_important')}
      </Checkbox>
      <Checkbox
        checked={draft.requiresReading}
        onValue={(requiresReading) => set({ requiresReading })}
      >
        {t('notices.field_requires')}
      </Checkbox>
      <Input
        label={t('notices.field_place')}
        help={t('notices.field_place_help')}
        inputMode="numeric"
        maxLength={3}
        value={draft.place}
        onInput={({ currentTarget }) => set({ place: currentTarget.value.replace(/\D/g, '') })}
      />
    </Confirm>
  )
}
