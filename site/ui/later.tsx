import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * A part that is not in the page's first load: it arrives when it is first shown. What stands there
 * until then, if anything, takes as much room.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): (props: Props) => preact.JSX.Element | null {
  return (props) => {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(undefined)
    useEffect(() => {
      void load().then((part) => setPart(() => part))
    }, [])
    if (Part) return <Part {...props} />
    return Meanwhile ? <Meanwhile {...props} /> : null
  }
}
