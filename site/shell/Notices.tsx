import { useEffect, useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { link } from '../lib/live.ts'
import { askAgain, behindSince } from '../lib/resource.ts'
import { timeOf } from '../lib/when.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

/** An interruption shorter than this is not reported. */
const LOST_MS = 3_000

/** Above every screen: since when its data are old, and that live events are missing. */
export function Notices() {
  const since = behindSince.value
  const isLost = useLost()
  return (
    <div role="status">
      {since !== undefined && (
        <p class="banner">
          <Icon name="clock" size={14} />
          {t('shell.behind', { at: timeOf(since) })}
          <Button size="xs" onClick={askAgain}>
            {t('ui.retry')}
          </Button>
        </p>
      )}
      {isLost && (
        <p class="live-lost">
          <i class="live-dot off" />
          {t('shell.live_lost')}
        </p>
      )}
    </div>
  )
}

function useLost(): boolean {
  const [isLost, setLost] = useState(false)
  const isAway = link.value === 'reconnecting'
  useEffect(() => {
    if (!isAway) return setLost(false)
    const timer = setTimeout(() => setLost(true), LOST_MS)
    return () => clearTimeout(timer)
  }, [isAway])
  return isLost
}
