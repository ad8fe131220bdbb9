import { useRef } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith } from '../../lib/query.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Marked } from '../../ui/Marked.tsx'
import { TierMark } from '../../ui/TierMark.tsx'
import { aboveOf, searchTree, type Tree } from './tree.ts'
import { companyPlace } from './url-state.ts'

const SHOWN = 50

type Props = { tree: Tree; text: string; onChoose: (id: string) => void }

/** The companies found, each with the path to it; arrows move through them. */
export function TreeSearch({ tree, text, onChoose }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const found = searchTree(tree, text)
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link.matches(':focus'))
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
  }
  return (
    <>
      <p class="org-found" role="status">
        {t('org.found', { count: found.length })}
      </p>
      {found.length === 0 && (
        <Empty icon="search" title={t('org.nothing_found')} text={t('org.nothing_found_text')} />
      )}
      <ul ref={list} onKeyDown={keys}>
        {found.slice(0, SHOWN).map(({ id, name, code, tier }) => (
          <li key={id}>
            <a
              class="org-hit"
              href={hrefWith(companyPlace(id))}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                onChoose(id)
              }}
            >
              <TierMark tier={tier} />
              <span class="trunc">
                <Marked text={name} query={text} />
              </span>
              <small class="n trunc">
                {[...aboveOf(tree, id).map((above) => above.name), code].join(' › ')}
              </small>
            </a>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p class="org-found">{t('org.found_more', { shown: SHOWN })}</p>}
    </>
  )
}
