import { t } from '../../lib/i18n/t.ts'
import { PageHead } from '../../ui/Page.tsx'

const ROWS = ['w140', 'w96', 'w72', 'w96', 'w140', 'w72', 'w96', 'w140']

/** A skeleton of the tree with its final heights. */
export function SideSkeleton() {
  return (
    <section class="org-side" aria-label={t('org.tree')} aria-busy="true">
      <PageHead title={t('org.title')} />
      <div class="org-find">
        <div class="in soft sm" />
      </div>
      <div class="org-scroll late" aria-hidden="true">
        {ROWS.map((width, row) => (
          <div key={`row-${row.toString()}`} class={`org-row level-${row === 0 ? 1 : 2}`}>
            <span class="org-twist" />
            <span class={`sk ${width}`} />
          </div>
        ))}
      </div>
    </section>
  )
}
