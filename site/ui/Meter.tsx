/** Used and reserved of a limit. The figures stand in words beside it; this is only their picture. */
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
