import { t } from '../lib/i18n/t.ts'
import { menuFor } from '../lib/menu.ts'
import { letterKeys } from '../lib/prefs.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'

/** Every key that works now. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const places = me ? menuFor(me.company.tier, me.role).flatMap((group) => group.items) : []
  const keys = [
    { keys: ['Ctrl', 'K'], what: t('shell.key_palette') },
    { keys: ['/'], what: t('shell.key_search') },
    { keys: ['?'], what: t('shell.key_help') },
    { keys: ['J', 'K'], what: t('shell.key_rows') },
    { keys: ['Enter'], what: t('shell.key_open') },
    { keys: ['X'], what: t('shell.key_select') },
    { keys: ['Esc'], what: t('shell.key_close') },
    ...places.flatMap(({ key, label }) =>
      key ? [{ keys: ['G', key.replace('Key', '')], what: t(label) }] : [],
    ),
  ]
  return (
    <Modal title={t('shell.shortcuts')} onClose={onClose}>
      {!letterKeys() && <p class="muted">{t('shell.letters_off')}</p>}
      <dl class="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {keys.map(({ keys: caps, what }) => (
          <div key={what} class="contents">
            <dt class="flex gap-1">
              {caps.map((cap) => (
                <kbd key={cap} class="kbd">
                  {cap}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div class="modal-foot">
        <Button autofocus onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </Modal>
  )
}
