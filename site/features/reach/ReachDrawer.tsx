import { useState } from 'preact/hooks'
import type { ReachedItem, ReachRecord } from '#api/reach/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { toast } from '../../ui/toasts.ts'
import { When } from '../../ui/When.tsx'
import { RemindDialog } from './RemindDialog.tsx'
import { Pricing, Reading } from './reach-columns.tsx'

type Props = {
  policyId: string
  companyId: string
  /** The company's row, unless it stands on another page of the list. */
  row: ReachedItem | undefined
  onClose: () => void
}

/** One company of the board: who there has read the policy, how it was reminded, and a call to note. */
export function ReachDrawer({ policyId, companyId, row, onClose }: Props) {
  const [reminding, setReminding] = useState(false)
  const record = useAnswer(
    addressOf('/policies/:id/reach/record', { param: { id: policyId }, query: { companyId } }),
  )
  const mayTell = may('message.send')
  return (
    <Drawer
      title={row?.name ?? t('reach.col_company')}
      onClose={onClose}
      foot={
        mayTell &&
        row &&
        !row.readAt && (
          <Button kind="primary" icon="bell" class="ml-auto" onClick={() => setReminding(true)}>
            {t('reach.remind')}
          </Button>
        )
      }
    >
      {row && (
        <div class="flex flex-col gap-1.5 pb-3">
          <Reading row={row} />
          <Pricing row={row} />
          {row.phone && (
            <a class="link n self-start" href={`tel:${row.phone}`}>
              {row.phone}
            </a>
          )}
        </div>
      )}
      {record.state === 'loading' && <SkeletonLines lines={6} />}
      {record.state === 'failed' && (
        <ErrorState
          what={t('reach.record_readings')}
          error={record.error}
          onRetry={record.reload}
        />
      )}
      {record.data && <Parts record={record.data} />}
      {mayTell && <CallForm policyId={policyId} companyId={companyId} name={row?.name ?? ''} />}
      {reminding && row && (
        <RemindDialog policyId={policyId} companies={[row]} onClose={() => setReminding(false)} />
      )}
    </Drawer>
  )
}

function Parts({ record: { readings, contacts } }: { record: ReachRecord }) {
  return (
    <>
      <Section title={t('reach.record_readings')} line>
        {readings.length === 0 && <p class="subtle pb-3">{t('reach.record_no_readings')}</p>}
        <ul class="pb-3">
          {readings.map(({ name, role, at }) => (
            <li key={at} class="flex justify-between gap-3 py-1">
              <span>
                {name} <span class="subtle">{t(`words.role.${role}`)}</span>
              </span>
              <When at={at} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('reach.record_contacts')} line>
        {contacts.length === 0 && <p class="subtle pb-3">{t('reach.record_no_contacts')}</p>}
        <Timeline
          items={contacts.map(({ id, kind, note, byName, at }) => ({
            id,
            at,
            mark: { icon: kind === 'call' ? 'message-square' : 'bell' },
            what: t(`reach.record_${kind}`),
            more: [note, byName].filter(Boolean).join(' · '),
            stacked: true,
          }))}
        />
      </Section>
    </>
  )
}

/** Notes what was said on the telephone. The text stays until it is stored. */
export function CallForm({
  policyId,
  companyId,
  name,
}: {
  policyId: string
  companyId: string
  name: string
}) {
  const ring = useKeyring()
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const save = useAction(async () => {
    const json = { companyId, note: note.trim() }
    await api.post('/policies/:id/calls', {
      param: { id: policyId },
      json,
      idempotencyKey: ring.keyOf(json),
    })
    toast(t('reach.call_saved', { name }))
    setNote('')
    setAsked(false)
  })
  const send = () => {
    setAsked(true)
    if (note.trim()) void save.run()
  }
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-3 no-print">
      <TextArea
        label={t('reach.call_note')}
        help={t('reach.call_help')}
        error={
          asked && !note.trim()
            ? t('errors.field.required', { name: t('reach.call_note') })
            : undefined
        }
        value={note}
        maxLength={500}
        rows={2}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <ErrorNote error={save.error} />
      <Button class="self-start" busy={save.busy} onClick={send}>
        {t('reach.call_save')}
      </Button>
    </div>
  )
}
