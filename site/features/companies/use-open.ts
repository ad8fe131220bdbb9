import { useState } from 'preact/hooks'
import { viewPref } from '../../lib/prefs.ts'

const pref = viewPref('org.open')

/** The open branches of the tree, remembered on this device. The topmost is open at first. */
export function useOpenBranches(topmost: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(pref.read()?.split(',') ?? [topmost]),
  )
  const change = (ids: readonly string[], isOpen: boolean) => {
    const next = new Set(open)
    for (const id of ids) {
      if (isOpen) next.add(id)
      else next.delete(id)
    }
    setOpen(next)
    pref.keep([...next].join(','))
  }
  return { open, change }
}
