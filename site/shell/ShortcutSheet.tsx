import { t } from '../lib/i18n/t.ts'
import { KEY_PLACES, sheetOf } from '../lib/key-table.ts'
import { letterKeys } from '../lib/prefs.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { menuFor } from './menu.ts'

/** Every keyboard shortcut, from the table that also binds them. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const places = me ? menuFor(me.company.tier, me.role).flatMap((group) => group.items) : []
  const groups = [
    ...KEY_PLACES.map((place) => ({
      name: t(`keys.in.${place}`),
      keys: sheetOf(place).map(({ says, caps }) => ({ caps, what: t(`keys.${says}`) })),
    })),
    {
      name: t('keys.in.go'),
      keys: places.flatMap(({ key, label }) =>
        key ? [{ caps: [['G', key.replace('Key', '')]], what: t(label) }] : [],
      ),
    },
  ]
  return (
    <Modal title={t('shell.shortcuts')} onClose={onClose} wide>
      {!letterKeys() && <p class="muted">{t('keys.letters_off')}</p>}
      <ScrollRegion class="key-sheet" label={t('shell.shortcuts')}>
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3 class="menu-head !px-0">{name}</h3>
            <dl>
              {keys.map(({ caps, what }) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>{caps.map(Chord)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </ScrollRegion>
      <div class="modal-foot">
        <Button autofocus onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </Modal>
  )
}

const Chord = (caps: readonly string[]) => (
  <span key={caps.join('')} class="flex gap-0.5">
    {caps.map((cap) => (
      <kbd key={cap} class="kbd">
        {cap}
      </kbd>
    ))}
  </span>
)
