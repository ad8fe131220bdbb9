import { t } from '../lib/i18n/t.ts'
import { menuFor } from '../lib/menu.ts'
import { lang, setLang, setTheme, THEMES } from '../lib/prefs.ts'
import { logOut, type Me } from '../lib/session.ts'
import type { IconName } from '../ui/icons.ts'
import { openLayer } from './layers.ts'

type Base = { id: string; section: 'go' | 'do'; label: string; icon: IconName; keys?: string[] }
export type Command = Base & ({ href: string } | { href?: undefined; run: () => void })

/** Places and deeds that need no server: only those this person may open. */
export function commandsFor(me: Me): Command[] {
  const places = menuFor(me.company.tier, me.role).flatMap((group) => group.items)
  const other = lang() === 'ko' ? 'en' : 'ko'
  return [
    ...places.map(
      ({ href, label, icon, key }): Command => ({
        id: href,
        section: 'go',
        label: t(label),
        icon,
        href,
        ...(key ? { keys: ['G', key.replace('Key', '')] } : {}),
      }),
    ),
    ...THEMES.map(
      (name): Command => ({
        id: `theme-${name}`,
        section: 'do',
        label: `${t('shell.theme')}: ${t(`shell.theme_${name}`)}`,
        icon: name === 'dark' ? 'moon' : 'sun',
        run: () => setTheme(name),
      }),
    ),
    {
      id: 'lang',
      section: 'do',
      label: other === 'en' ? 'English' : '한국어',
      icon: 'globe',
      run: () => setLang(other),
    },
    {
      id: 'keys',
      section: 'do',
      label: t('shell.shortcuts'),
      icon: 'circle-help',
      keys: ['?'],
      run: () => openLayer('shortcuts'),
    },
    {
      id: 'out',
      section: 'do',
      label: t('shell.log_out'),
      icon: 'log-out',
      run: () => void logOut(),
    },
  ]
}

/** An order number goes straight to its order. */
export function directCommand(query: string): Command[] {
  const text = query.trim().toUpperCase()
  if (!/^[A-Z]{2}-?\d{6}-?\d{1,4}$/.test(text)) return []
  return [
    {
      id: 'order',
      section: 'go',
      label: text,
      icon: 'clipboard-list',
      href: `/orders?q=${encodeURIComponent(text)}`,
    },
  ]
}
