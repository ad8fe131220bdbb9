import { digits } from '../../lib/format.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { PHONE } from '../../lib/media.ts'
import { Icon } from '../../ui/Icon.tsx'
import { later } from '../../ui/later.tsx'
import { Popover } from '../../ui/Popover.tsx'
import type { BellPanel as Panel } from './BellPanel.tsx'
import { unread, useInbox } from './inbox.ts'

const SHOWN_MAX = 99
/** Enough to fill the panel even when several of a kind share a line. */
const LATEST = 30

/** Unread notifications, as the server counts them; opens the latest, on a phone the whole inbox. */
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
      {() => <BellPanel inbox={inbox} />}
    </Popover>
  )
}

/** The list and its sentences load on first use; no page needs them to start. */
const BellPanel = later<Parameters<typeof Panel>[0]>(
  () => withWords(['notifications'], import('./BellPanel.tsx')).then((file) => file.BellPanel),
  () => <div class="bell-panel" aria-busy="true" />,
)
