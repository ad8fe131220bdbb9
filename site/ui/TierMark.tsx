import type { ComponentChildren } from 'preact'
import type { Tier } from '#db/words.ts'

const BOARD: Record<Tier, number> = { hq: 0, agency: 1, retail: 2 }

/** Three boards, one filled: the tier of a company. */
export function TierMark({ tier, size = 14 }: { tier: Tier; size?: number }) {
  return (
    <svg class={`tm-${tier}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {[0, 1, 2].map((board) => (
        <rect
          key={board}
          x={board * 2}
          y={1 + board * 4.5}
          width="10"
          height="3"
          rx=".8"
          fill="currentColor"
          opacity={board === BOARD[tier] ? 1 : 0.26}
        />
      ))}
    </svg>
  )
}

/** A company wherever it is named: its mark and its name. */
export function Company({ tier, children }: { tier: Tier; children: ComponentChildren }) {
  return (
    <span class="tier">
      <TierMark tier={tier} />
      <span class="trunc med">{children}</span>
    </span>
  )
}
