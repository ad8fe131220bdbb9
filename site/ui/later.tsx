import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { Button } from './Button.tsx'

/**
 * A part outside the page's first load: it loads when it is first shown, or when `ahead` is called because it
 * soon will be. `Meanwhile` keeps its space until then. If loading fails, a retry stands in its place.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ((props: Props) => preact.JSX.Element | null) & { ahead: () => void } {
  let arrived: ComponentType<Props> | undefined
  const fetched = async () => {
    arrived = await load()
  }
  const Later = (props: Props) => {
    const [isAway, setAway] = useState(false)
    const [, draw] = useState(0)
    const fetchPart = () => {
      setAway(false)
      fetched().then(
        () => draw((n) => n + 1),
        () => setAway(true),
      )
    }
    const Part = arrived
    useEffect(() => {
      // The part may have arrived after this was drawn, without a redraw here; fetching again causes one.
      if (!Part) fetchPart()
    }, [])
    if (Part) return <Part {...props} />
    if (isAway)
      return (
        <p class="help error" role="alert">
          <span>{t('ui.part_failed')}</span>
          <Button size="sm" onClick={fetchPart}>
            {t('ui.retry')}
          </Button>
        </p>
      )
    return Meanwhile ? <Meanwhile {...props} /> : null
  }
  return Object.assign(Later, {
    ahead: () => {
      // A failure here is silent: the part is fetched again when it is shown.
      if (!arrived) fetched().catch(() => undefined)
    },
  })
}
