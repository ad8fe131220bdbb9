import { t } from '../lib/i18n/t.ts'
import { DENSITIES, lang, setDensity, setLang, setTheme, THEMES } from '../lib/prefs.ts'
import { logOut, type Me } from '../lib/session.ts'
import type { IconName } from '../ui/icons.ts'
import { openLayer } from './layers.ts'
import { menuFor } from './menu.ts'

export type CommandSection = 'go' | 'do' | 'orders' | 'companies' | 'people'
type Base = {
  id: string
  section: CommandSection
  label: string
  icon: IconName
  keys?: string[]
  /** Shown beside the name. */
  note?: string
  /** Other names for it, in either language; searched but not shown. */
  also?: string
}
export type Command = Base & ({ href: string } | { href?: undefined; run: () => void })

const SETTINGS = ['profile', 'security', 'devices', 'tokens', 'display', 'permissions'] as const
const ALSO = {
  light: '밝게 라이트 light 테마 theme',
  dark: '어둡게 다크 dark 테마 theme',
  system: '시스템 system 테마 theme',
  density: '줄 높이 밀도 density row height',
  lang: '언어 영어 한국어 language english korean',
  out: '로그아웃 나가기 log out sign out',
  keys: '단축키 도움말 keyboard shortcuts help',
  settings: '설정 settings',
}

/** Places and actions that need no server: only those that this person may use. */
export function commandsFor(me: Me): Command[] {
  const places = menuFor(me.company.tier, me.role).flatMap((group) => group.items)
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
    ...SETTINGS.map(
      (part): Command => ({
        id: `settings-${part}`,
        section: 'go',
        label: `${t('shell.settings')}: ${t(`palette.settings.${part}`)}`,
        icon: 'settings',
        href: `/settings#${part}`,
        also: ALSO.settings,
      }),
    ),
    ...deeds(),
  ]
}

function deeds(): Command[] {
  const other = lang() === 'ko' ? 'en' : 'ko'
  return [
    ...THEMES.map(
      (name): Command => ({
        id: `theme-${name}`,
        section: 'do',
        label: `${t('shell.theme')}: ${t(`shell.theme_${name}`)}`,
        icon: name === 'dark' ? 'moon' : 'sun',
        also: ALSO[name],
        run: () => setTheme(name),
      }),
    ),
    ...DENSITIES.map(
      (name): Command => ({
        id: `density-${name}`,
        section: 'do',
        label: `${t('shell.density')}: ${t(`shell.density_${name}`)}`,
        icon: 'list',
        also: ALSO.density,
        run: () => setDensity(name),
      }),
    ),
    {
      id: 'lang',
      section: 'do',
      label: `${t('shell.language')}: ${other === 'en' ? 'English' : '한국어'}`,
      icon: 'globe',
      also: ALSO.lang,
      run: () => setLang(other),
    },
    {
      id: 'keys',
      section: 'do',
      label: t('shell.shortcuts'),
      icon: 'circle-help',
      keys: ['?'],
      also: ALSO.keys,
      run: () => openLayer('shortcuts'),
    },
    {
      id: 'out',
      section: 'do',
      label: t('shell.log_out'),
      icon: 'log-out',
      also: ALSO.out,
      run: () => void logOut(),
    },
  ]
}
