/** The logo: three staggered boards, one floor. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <rect class="mark-ink" x="0" y="2" width="12.5" height="4" rx="1" />
      <rect class="mark-accent" x="2.75" y="7" width="12.5" height="4" rx="1" />
      <rect class="mark-ink" x="5.5" y="12" width="12.5" height="4" rx="1" />
    </svg>
  )
}
