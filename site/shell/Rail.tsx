import { useState } from 'preact/hooks'
import { digits } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { isRailSmall, setRailSmall } from '../lib/prefs.ts'
import { useMe } from '../lib/session.ts'
import { Icon } from '../ui/Icon.tsx'
import { type MenuCount, useMenuCounts } from './counts.ts'
import { currentItem, type MenuItem, menuFor } from './menu.ts'

/** The menu of the person's tier and role. Folded, it shows icons with their names as tooltips. */
export function Rail() {
  const [small, setSmall] = useState(isRailSmall())
  const fold = () => {
    setRailSmall(!small)
    setSmall(!small)
  }
  return (
    <>
      <MenuList small={small} />
      <div class="rail-foot max-lg:hidden">
        <button
          type="button"
          class="nav w-full"
          onClick={fold}
          title={small ? t('shell.expand_menu') : undefined}
        >
          <Icon name={small ? 'chevrons-right' : 'chevrons-left'} />
          <span>{t(small ? 'shell.expand_menu' : 'shell.collapse_menu')}</span>
        </button>
      </div>
    </>
  )
}

/** Groups of the menu; also what the phone's 더보기 shows. */
export function MenuList({ small = false }: { small?: boolean }) {
  const me = useMe()
  const counts = useMenuCounts()
  if (!me) return null
  const groups = menuFor(me.company.tier, me.role)
  const current = currentItem(
    location.pathname,
    groups.flatMap((group) => group.items),
  )
  return (
    <>
      {groups.map((group) => (
        <div key={group.label ?? 'first'}>
          {group.label && <h2>{t(group.label)}</h2>}
          {group.items.map((item) => (
            <NavLink
              key={item.href}
              item={item}
              count={counts[item.href]}
              small={small}
              current={item === current}
            />
          ))}
        </div>
      ))}
    </>
  )
}

type LinkProps = { item: MenuItem; count: MenuCount | undefined; small: boolean; current: boolean }

function NavLink({ item, count, small, current }: LinkProps) {
  const waiting = count && count.count > 0 ? digits(count.count) : undefined
  const name = waiting ? `${t(item.label)} ${waiting}` : t(item.label)
  return (
    <a
      class="nav"
      href={item.href}
      aria-current={current ? 'page' : undefined}
      aria-label={small ? name : undefined}
      title={small ? name : undefined}
    >
      <Icon name={item.icon} />
      <span>{t(item.label)}</span>
      {waiting && <span class={count?.hot ? 'hot n' : 'count n'}>{waiting}</span>}
    </a>
  )
}
