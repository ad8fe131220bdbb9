import { t } from '../../lib/i18n/t.ts'
import { lang, setLang } from '../../lib/prefs.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { TierMark } from '../../ui/TierMark.tsx'
import { useKept } from './use-kept.ts'

// The frame around a kept copy. It offers only what works without a network: the other language.

const OTHER = {
  ko: { lang: 'en', label: 'English' },
  en: { lang: 'ko', label: '한국어' },
} as const

/** The shop whose copy it is, and the other language. */
export function KeptTopBar() {
  const kept = useKept()
  const other = OTHER[lang()]
  const shop = kept === 'asking' ? undefined : kept?.rates.shop
  return (
    <>
      <span class="brand">
        <Mark />
        <span>{t('shell.product')}</span>
      </span>
      <div class="switch">
        {shop && (
          <span class="tier">
            <TierMark tier="retail" />
            <span class="trunc">{shop}</span>
          </span>
        )}
      </div>
      <div class="ml-auto pr-3">
        <Button kind="ghost" size="sm" lang={other.lang} onClick={() => setLang(other.lang)}>
          {other.label}
        </Button>
      </div>
    </>
  )
}

/** The one place of the menu that opens without a network, and when the others do. */
export const KeptMenu = () => <Places class="nav" />
/** The same at the bottom of a phone. */
export const KeptBottomBar = () => <Places size={22} />

const Places = ({ size, ...link }: { size?: number; class?: string }) => (
  <>
    <a {...link} href="/rates" aria-current="page" aria-label={t('shell.menu.rates')}>
      <Icon name="search" {...(size && { size })} />
      <span>{t('shell.menu.rates')}</span>
    </a>
    <p class="rates-menu-later">{t('rates.menu_later')}</p>
  </>
)
