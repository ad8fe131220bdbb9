import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A part that is not in the page's first load: it arrives when it is first shown. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => preact.JSX.Element | null {
  return (props) => {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(undefined)
    useEffect(() => {
      void load().then((part) => setPart(() => part))
    }, [])
    return Part ? <Part {...props} /> : null
  }
}
