import { digits, unitAfter, signed as withSign } from '../lib/format.ts'

type Props = {
  /** Undefined or null means “not known”, shown as –; zero is 0. */
  won: number | null | undefined
  /** With 원; columns with the unit in their head leave it out. */
  unit?: boolean
  signed?: boolean
  strong?: boolean
}

/** An amount: tabular figures, a true minus, negative amounts in their colour. */
export function Money({ won, unit = false, signed = false, strong = false }: Props) {
  if (won === undefined || won === null) return <span class="subtle">–</span>
  return (
    <span class={`n${won < 0 ? ' neg' : ''}${strong ? ' med' : ''}`}>
      {signed ? withSign(won) : digits(won)}
      {unit && unitAfter()}
    </span>
  )
}
