import { useEffect, useState } from 'preact/hooks'
import { unread, useInbox } from '../features/notifications/inbox.ts'
import { digits } from '../lib/format.ts'
import { loadWords, t } from '../lib/i18n/t.ts'
import { PHONE } from '../lib/media.ts'
import { lang } from '../lib/prefs.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'

const SHOWN_MAX = 99
/** Enough that several of a kind in one line still leave a full panel. */
const LATEST = 30

/** Unread notifications, as the server counts them; opens the latest, or on a phone all of them. */
export function Bell() {
  const inbox = useInbox(LATEST)
  const count = unread.value
  const label =
    count > 0 ? t('shell.notifications_unread', { count: digits(count) }) : t('shell.notifications')
  return (
    <Popover
      label={t('shell.notifications')}
      align="right"
      trigger={({ onClick, ...button }) => (
        <button
          type="button"
          class="icon-btn"
          {...button}
          aria-label={label}
          title={label}
          onClick={() => {
            if (matchMedia(PHONE).matches) location.assign('/notifications')
            else onClick()
          }}
        >
          <Icon name="bell" size={17} />
          {count > 0 && (
            <span class="count-badge" data-count={count > SHOWN_MAX ? `${SHOWN_MAX}+` : count} />
          )}
        </button>
      )}
    >
      {() => <LazyPanel inbox={inbox} />}
    </Popover>
  )
}

type Panel = typeof import('../features/notifications/BellPanel.tsx').BellPanel

/** The list and its sentences are no part of a page's first load; they arrive with the first look. */
function LazyPanel(props: Parameters<Panel>[0]) {
  const [Panel, setPanel] = useState<Panel | undefined>(undefined)
  useEffect(() => {
    void Promise.all([
      import('../features/notifications/BellPanel.tsx'),
      loadWords(lang(), ['notifications']),
    ]).then(([file]) => setPanel(() => file.BellPanel))
  }, [])
  return Panel ? <Panel {...props} /> : <div class="bell-panel" aria-busy="true" />
}
