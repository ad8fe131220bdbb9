import { useState } from 'preact/hooks'
import type { NoticeItem } from '#api/notices/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { later } from '../../ui/later.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toasts.ts'
import type { Props } from './NoticeDialog.tsx'
import { NoticeReaders } from './NoticeReaders.tsx'
import { NoticeState, validityOf } from './notice-words.tsx'

const NoticeDialog = later<Props>(() =>
  import('./NoticeDialog.tsx').then((file) => file.NoticeDialog),
)

/** One notice beside the list: its text, and what the viewer may do with it. */
export function NoticeDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const notice = useAnswer(addressOf('/notices/:id', { param: { id } }))
  const [asked, setAsked] = useState<'edit' | 'withdraw' | undefined>(undefined)
  const { data } = notice
  const absent = notice.error instanceof ApiProblem && notice.error.status === 404
  const isOpen = data && data.state !== 'withdrawn'
  return (
    <Drawer
      title={data?.title ?? t('notices.notice')}
      onClose={onClose}
      foot={
        isOpen &&
        may('notice.write') && (
          <span class="ml-auto flex gap-2">
            <Button kind="danger" onClick={() => setAsked('withdraw')}>
              {t('notices.withdraw')}
            </Button>
            <Button onClick={() => setAsked('edit')}>{t('notices.edit')}</Button>
          </span>
        )
      }
    >
      {!data && !absent && notice.state === 'loading' && <SkeletonLines lines={8} />}
      {absent && (
        <Empty icon="message-square" title={t('notices.not_found')}>
          <Button size="sm" onClick={onClose}>
            {t('notices.to_list')}
          </Button>
        </Empty>
      )}
      {!absent && notice.state === 'failed' && (
        <ErrorState what={t('notices.notice')} error={notice.error} onRetry={notice.reload} />
      )}
      {data && !absent && (
        <>
          <Content notice={data} />
          {may('notice.reach') && <NoticeReaders notice={data} />}
          {asked === 'edit' && (
            <NoticeDialog
              notice={data}
              policyId={data.policyId}
              onClose={() => setAsked(undefined)}
            />
          )}
          {asked === 'withdraw' && (
            <WithdrawNotice notice={data} onClose={() => setAsked(undefined)} />
          )}
        </>
      )}
    </Drawer>
  )
}

function Content({ notice }: { notice: NoticeItem }) {
  const { policyId, policyTitle } = notice
  return (
    <>
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3">
        {notice.isImportant && <span class="tag">{t('notices.important')}</span>}
        <span class="muted">{t(`notices.type.${notice.type}`)}</span>
        {may('notice.reach') && <NoticeState notice={notice} />}
        <span class="subtle n text-t12">{validityOf(notice)}</span>
      </p>
      {/* Longer words than the pane are broken. */}
      <p class="whitespace-pre-line break-words pb-3 text-fg-strong">{notice.content}</p>
      {policyId && policyTitle && (
        <p class="pb-3">
          <a class="link" href={`/policies/view?id=${policyId}`}>
            {t('notices.of_policy', { title: policyTitle })}
          </a>
        </p>
      )}
      {notice.requiresReading && notice.isRead === false && <Confirmation notice={notice} />}
    </>
  )
}

function Confirmation({ notice: { id, version } }: { notice: NoticeItem }) {
  const confirm = useAction(async () => {
    await api.post('/notices/:id/acknowledgements', { param: { id }, json: { version } })
    toast(t('notices.confirmed'))
  })
  return (
    <div class="flex flex-col items-start gap-2 pb-3">
      <Button kind="primary" icon="check" busy={confirm.busy} onClick={() => void confirm.run()}>
        {t('notices.confirm')}
      </Button>
      <ErrorNote error={confirm.error} />
    </div>
  )
}

function WithdrawNotice({
  notice: { id, title, version },
  onClose,
}: {
  notice: NoticeItem
  onClose: () => void
}) {
  const withdraw = useAction(async () => {
    await api.post('/notices/:id/withdrawal', { param: { id }, json: { version } })
    toast(t('notices.withdrawn'))
    onClose()
  })
  return (
    <Confirm
      title={t('notices.withdraw_title', { title })}
      text={t('notices.withdraw_text')}
      verb={t('notices.withdraw')}
      danger
      busy={withdraw.busy}
      error={withdraw.error}
      onConfirm={() => void withdraw.run()}
      onClose={onClose}
    />
  )
}
