import type { ComponentChildren } from 'preact'
import { t } from '../../lib/i18n/t.ts'
import { setQuery } from '../../lib/query.ts'
import { IconButton } from '../../ui/Button.tsx'
import { companyPlace } from './url-state.ts'

type Props = {
  title: ComponentChildren
  /** Before and after the title: its mark and its state. */
  before?: ComponentChildren
  after?: ComponentChildren
  actions?: ComponentChildren
  /** Whether it is the heading of the page (h1); beside the tree it is an h2. */
  isPage: boolean
  /** Where a narrow screen goes back to: a company, or null for the list. */
  back?: string | null | undefined
}

/** The head of the pane beside the tree; on a narrow screen, of the page. */
export function PaneHead({ title, before, after, actions, isPage, back }: Props) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <header class="page-head">
      <span class="org-title">
        {back !== undefined && (
          <IconButton
            icon="arrow-left"
            label={t('ui.previous')}
            onClick={() => setQuery(companyPlace(back ?? undefined), true)}
          />
        )}
        {before}
        <Title class="page-title trunc">{title}</Title>
      </span>
      {after}
      <div class="actions">{actions}</div>
    </header>
  )
}
