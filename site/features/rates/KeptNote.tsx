import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

type Props = {
  /** When the copy was made. */
  at: string
  /** Asks anew; resolves once it is known whether that has reached anybody. */
  onAgain: () => unknown
}

/** Says that the rates are a copy, of when, and asks anew on request. */
export function KeptNote({ at, onAgain }: Props) {
  const [asking, setAsking] = useState<'now' | 'in vain' | undefined>(undefined)
  const ask = async () => {
    setAsking('now')
    await onAgain()
    // Still here: nobody has answered.
    setAsking('in vain')
  }
  return (
    <div class="note rates-kept">
      <Icon name="info" size={14} />
      <p class="n" role="status">
        {t('rates.kept', { at: dateTime(at) })} {asking === 'in vain' && t('rates.still_away')}
      </p>
      <Button size="sm" busy={asking === 'now'} onClick={() => void ask()}>
        {t('rates.connect')}
      </Button>
    </div>
  )
}
