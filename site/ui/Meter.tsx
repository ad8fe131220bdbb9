/** The used and reserved parts of a limit. A picture only: the figures stand in words beside it. */
export function Meter({
  used,
  held = 0,
  of,
  label,
  thick = false,
}: {
  used: number
  held?: number
  of: number
  label: string
  thick?: boolean
}) {
  const share = (part: number) => `${of > 0 ? Math.min(100, Math.max(0, (part / of) * 100)) : 0}%`
  return (
    <div class={`meter${thick ? ' thick' : ''}`} role="img" aria-label={label}>
      <i style={{ width: share(used) }} />
      {held > 0 && <i class="held" style={{ width: share(held) }} />}
    </div>
  )
}
