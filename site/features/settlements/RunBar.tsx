import { t } from '../../lib/i18n/t.ts'
import { BulkBar } from '../../ui/BulkBar.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Kind } from './collect.ts'

/** The actions for everything selected; a disabled one gives the reason. */
export function RunBar({
  count,
  said,
  sumWon,
  blocked,
  onRun,
  onClear,
}: {
  count: number
  said: string
  sumWon: number
  blocked: (kind: Kind) => string | undefined
  onRun: (kind: Kind) => void
  onClear: () => void
}) {
  return (
    <BulkBar count={count} said={said} sumWon={sumWon} onClear={onClear}>
      <Button
        kind={blocked('approve') ? 'default' : 'primary'}
        icon="check"
        disabledBecause={blocked('approve')}
        onClick={() => onRun('approve')}
      >
        {t('settlements.approve')}
      </Button>
      <Button
        kind={blocked('approve') && !blocked('pay') ? 'primary' : 'default'}
        icon="banknote"
        disabledBecause={blocked('pay')}
        onClick={() => onRun('pay')}
      >
        {t('settlements.pay')}
      </Button>
    </BulkBar>
  )
}
