import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { type Idle, watchIdle } from '../lib/idle.ts'
import { leaveIdle, loadMe, useMe } from '../lib/session.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'

/** Signs people out after inactivity, with a warning before. */
export function IdleWarning() {
  const idleMinutes = useMe()?.idleMinutes
  const [idle, setIdle] = useState<Idle>()
  const carryOn = useRef(() => {})
  useEffect(() => {
    if (!idleMinutes) return
    let isLeaving = false
    const watch = watchIdle({
      idleMinutes,
      onLook: (now) => {
        setIdle((before) => (before?.state === 'active' && now.state === 'active' ? before : now))
        if (now.state !== 'over' || isLeaving) return
        isLeaving = true
        void leaveIdle()
      },
      onBusy: () => void loadMe(),
    })
    carryOn.current = watch.carryOn
    return watch.stop
  }, [idleMinutes])
  if (!idle || idle.state === 'active') return null
  return <Warning leftMs={idle.leftMs} onStay={() => carryOn.current()} />
}

/** The countdown ticks visibly; screen readers hear it once a minute. */
function Warning({ leftMs, onStay }: { leftMs: number; onStay: () => void }) {
  const seconds = Math.ceil(leftMs / 1_000)
  const two = (n: number) => String(n).padStart(2, '0')
  const clock = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  return (
    <Modal title={t('shell.idle_title')} onClose={onStay} onSubmit={onStay}>
      <p class="muted">{t('shell.idle_text')}</p>
      <p class="n text-kpi font-semibold text-fg-strong" role="timer" aria-live="off">
        {clock}
      </p>
      <p class="vh" aria-live="polite">
        {t('shell.idle_left', { n: Math.ceil(seconds / 60) })}
      </p>
      <div class="modal-foot">
        <Button onClick={() => void leaveIdle()}>{t('shell.log_out')}</Button>
        <Button kind="primary" autofocus onClick={onStay}>
          {t('shell.idle_stay')}
        </Button>
      </div>
    </Modal>
  )
}
