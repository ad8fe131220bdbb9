import type { ComponentChildren } from 'preact'
import { t } from '../../lib/i18n/t.ts'
import { setQuery } from '../../lib/query.ts'
import { IconButton } from '../../ui/Button.tsx'
import { companyPlace } from './place.ts'

type Props = {
  title: ComponentChildren
  /** Beside the title: its mark before, its state after. */
  before?: ComponentChildren
  after?: ComponentChildren
  actions?: ComponentChildren
  /** The page's own heading; beside the tree it is the second one. */
  isPage: boolean
  /** Where a narrow screen goes back to: a company, or with null the list. */
  back?: string | null | undefined
}

/** The head of what is shown beside the tree, or on a narrow screen instead of it. */
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
