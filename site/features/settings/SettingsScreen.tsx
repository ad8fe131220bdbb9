import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { useMedia } from '../../lib/media.ts'
import { type Me, useMe } from '../../lib/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { DevicesPart } from './DevicesPart.tsx'
import { DisplayPart } from './DisplayPart.tsx'
import { PermissionsPart } from './PermissionsPart.tsx'
import { ProfilePart } from './ProfilePart.tsx'
import { SecurityPart } from './SecurityPart.tsx'
import { TokensPart } from './TokensPart.tsx'
import { focusPart, PARTS, type Part, usePart } from './url-state.ts'

const SCREENS: Record<Part, ComponentType<{ me: Me }>> = {
  profile: ProfilePart,
  security: SecurityPart,
  devices: DevicesPart,
  tokens: TokensPart,
  display: DisplayPart,
  permissions: PermissionsPart,
}

/** Below this width the list and the part take turns; `settings.css` has the same. */
const TURNS = '(max-width: 767px)'

/** One's own account: a list of parts, and the part in the address. */
export function SettingsScreen() {
  const me = useMe()
  const chosen = usePart()
  const takeTurns = useMedia(TURNS)
  const before = useRef(chosen)
  const nav = useRef<HTMLElement>(null)
  // The pressed link is no longer on the page, so the focus moves to the part.
  useEffect(() => {
    const left = before.current
    before.current = chosen
    if (!takeTurns || left === chosen) return
    if (chosen) focusPart()
    else nav.current?.querySelector<HTMLElement>(`[href="#${left}"]`)?.focus()
  }, [chosen, takeTurns])
  if (!me) return null
  const part = chosen ?? PARTS[0]
  const Shown = SCREENS[part]
  return (
    <>
      <PageHead title={t('settings.title')} />
      <div class={`settings${chosen ? ' chosen' : ''}`}>
        <nav ref={nav} aria-label={t('settings.parts')} class="settings-nav">
          {PARTS.map((name) => (
            <a
              key={name}
              href={`#${name}`}
              aria-current={name === part && !takeTurns ? 'page' : undefined}
            >
              {t(`settings.part.${name}`)}
              <Icon name="chevron-right" size={14} />
            </a>
          ))}
        </nav>
        {/* A part without controls needs the focus, so that keys can scroll it. */}
        <div class="settings-part" tabIndex={part === 'permissions' ? 0 : -1}>
          <a class="link settings-back" href="/settings#">
            <Icon name="arrow-left" size={14} />
            {t('settings.to_list')}
          </a>
          {me.secondFactor === 'owed' && part !== 'security' && (
            <p class="note warn">
              <Icon name="info" size={14} />
              <a class="link" href="#security">
                {t('settings.owed')}
              </a>
            </p>
          )}
          <Shown key={part} me={me} />
        </div>
      </div>
    </>
  )
}
