import { digits, signed as withSign } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'

type Props = {
  /** Undefined or null is “not known”, shown as –; zero is 0. */
  won: number | null | undefined
  /** With 원; columns whose head says the unit leave it out. */
  unit?: boolean
  signed?: boolean
  strong?: boolean
}

/** An amount: tabular figures, a true minus, negative in its colour. */
export function Money({ won, unit = false, signed = false, strong = false }: Props) {
  if (won === undefined || won === null) return <span class="subtle">–</span>
  return (
    <span class={`n${won < 0 ? ' neg' : ''}${strong ? ' med' : ''}`}>
      {signed ? withSign(won) : digits(won)}
      {unit && t('ui.won')}
    </span>
  )
}
