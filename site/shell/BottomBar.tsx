import { t } from '../lib/i18n/t.ts'
import { useMe } from '../lib/session.ts'
import { Icon } from '../ui/Icon.tsx'
import { openLayer } from './layers.ts'
import { bottomMenuFor, currentItem } from './menu.ts'

/** The bar at the bottom of a phone: the four places most used, and the whole menu. */
export function BottomBar() {
  const me = useMe()
  if (!me) return null
  const items = bottomMenuFor(me.company.tier)
  const current = currentItem(location.pathname, items)
  return (
    <>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item === current ? 'page' : undefined}>
          <Icon name={item.icon} size={22} />
          {t(item.label)}
        </a>
      ))}
      <button type="button" aria-haspopup="dialog" onClick={() => openLayer('menu')}>
        <Icon name="ellipsis" size={22} />
        {t('shell.menu.more')}
      </button>
    </>
  )
}
