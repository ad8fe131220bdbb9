import { useRef, useState } from 'preact/hooks'
import type { Notification } from '#api/notifications/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { today } from '../../lib/server-clock.ts'
import { addDays } from '../../lib/when.ts'
import { NewsRow } from './NewsRow.tsx'
import { byDay } from './news.ts'

/** News by day; one tab stop, J and K between rows, X reads up to the row. */
export function NewsList({
  items: given,
  onReadTo,
}: {
  items: readonly Notification[]
  onReadTo: (news: Notification) => void
}) {
  const days = byDay(given)
  // The items in the order on screen, for the keys.
  const items = days.flatMap((day) => day.items)
  const root = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const stop = items.find(({ id }) => id === cursor) ?? items[0]
  const go = (index: number) => {
    const id = items[index]?.id
    if (id) root.current?.querySelector<HTMLElement>(`[data-news="${id}"]`)?.focus()
  }
  const keys = (event: KeyboardEvent, news: Notification) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const at = items.indexOf(news)
    const acts: Record<string, (() => void) | undefined> = {
      KeyJ: () => go(at + 1),
      ArrowDown: () => go(at + 1),
      KeyK: () => go(at - 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(items.length - 1),
      KeyX: news.read ? undefined : () => onReadTo(news),
    }
    const act = acts[event.code]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div ref={root} class="news-list">
      {days.map(({ day, items: own }) => (
        <section key={day} aria-label={dayName(day)}>
          <h2 class="n">{dayName(day)}</h2>
          <ul>
            {own.map((news) => (
              <NewsRow
                key={news.id}
                news={news}
                isStop={news === stop}
                onFocus={() => setCursor(news.id)}
                onKey={(event) => keys(event, news)}
                onReadTo={() => onReadTo(news)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function dayName(day: string): string {
  const now = today()
  if (day === now) return `${t('notifications.today')} ${day}`
  if (day === addDays(now, -1)) return `${t('notifications.yesterday')} ${day}`
  return day
}
