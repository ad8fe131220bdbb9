import { useState } from 'preact/hooks'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith } from '../../lib/query.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { CompanyList } from './CompanyList.tsx'
import { OrgTree } from './OrgTree.tsx'
import { TreeSearch } from './TreeSearch.tsx'
import { type Tree, waitingIn } from './tree.ts'
import { companyPlace, goToCompany, goToWaiting, LIST_PLACE } from './url-state.ts'

type Props = {
  tree: Tree
  /** The company shown beside it. */
  chosen: string | undefined
  isWaiting: boolean
  /** The tree beside its company, or on a narrow screen the list of companies. */
  wide: boolean
  mayApprove: boolean
}

/** Navigation: people who wait, the search, the tree. */
export function OrgSide({ tree, chosen, isWaiting, wide, mayApprove }: Props) {
  const [text, setText] = useState('')
  const waiting = waitingIn(tree)
  const choose = (id: string) => goToCompany(id)
  return (
    <section class="org-side" aria-label={t('org.tree')}>
      <PageHead title={t('org.title')} />
      <div class="org-find">
        <SearchBox value={text} onValue={setText} placeholder={t('org.search')} debounceMs={120} />
      </div>
      <div class="org-scroll">
        {text ? (
          <TreeSearch tree={tree} text={text} onChoose={choose} />
        ) : (
          <>
            {mayApprove && (waiting > 0 || isWaiting) && (
              <WaitingLink count={waiting} isCurrent={isWaiting} />
            )}
            {wide ? (
              <OrgTree tree={tree} chosen={isWaiting ? undefined : chosen} onChoose={choose} />
            ) : (
              <CompanyList tree={tree} hrefOf={(id) => hrefWith(companyPlace(id))} onGo={choose} />
            )}
          </>
        )}
      </div>
    </section>
  )
}

/** Link to all waiting people of the tree: one list instead of a walk through it. */
function WaitingLink({ count, isCurrent }: { count: number; isCurrent: boolean }) {
  return (
    <a
      class="org-row"
      href={hrefWith({ ...LIST_PLACE, company: undefined, view: 'waiting' })}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        goToWaiting()
      }}
    >
      <Icon name="clipboard-check" />
      <span class="trunc">{t('org.waiting')}</span>
      <span class="org-counts n">
        <span class="org-waiting">{digits(count)}</span>
      </span>
    </a>
  )
}
