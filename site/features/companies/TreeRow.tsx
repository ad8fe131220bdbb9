import { useMemo } from 'preact/hooks'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'
import { TierMark } from '../../ui/TierMark.tsx'
import type { Node, Row } from './tree.ts'

type Props = {
  row: Row
  /** The number of companies right below it. */
  shops: number
  /** The number of people who wait here, and below it while its branch is shut. */
  waiting: number
  isChosen: boolean
  isStop: boolean
}

/** One company in the tree: its level, its name, who waits there. The tree handles its events. */
export function TreeRow({ row, shops, waiting, isChosen, isStop }: Props) {
  const { node, level, place, of, isOpen } = row
  return useMemo(
    () => (
      <div
        class={`org-row level-${level}`}
        role="treeitem"
        data-company={node.id}
        tabIndex={isStop ? 0 : -1}
        aria-level={level}
        aria-posinset={place}
        aria-setsize={of}
        aria-expanded={isOpen}
        aria-selected={isChosen}
      >
        <span class={`org-twist${isOpen ? ' open' : ''}`}>
          {isOpen !== undefined && <Icon name="chevron-right" size={14} />}
        </span>
        <NodeLine node={node} shops={shops} waiting={waiting} />
      </div>
    ),
    [row, shops, waiting, isChosen, isStop],
  )
}

/** A company's name with its state, the number of people who wait, and the number of its people. */
export function NodeLine({ node, shops, waiting }: { node: Node; shops: number; waiting: number }) {
  return (
    <>
      <TierMark tier={node.tier} />
      <span class={`trunc${node.state === 'closed' ? ' subtle' : ''}`}>{node.name}</span>
      {node.state === 'closed' && <span class="tag">{t('states.company.closed')}</span>}
      <span class="vh">{spoken(node, shops, waiting)}</span>
      <span class="org-counts n" aria-hidden="true">
        {waiting > 0 ? (
          <span class="org-waiting" title={t('org.waiting_count', { count: waiting })}>
            {t('org.waiting_short', { count: waiting })}
          </span>
        ) : shops > 0 ? (
          <span title={t('org.companies', { count: shops })}>{digits(shops)}</span>
        ) : null}
      </span>
    </>
  )
}

/** The row's shapes and figures in words, for screen readers. */
const spoken = ({ tier, state, users }: Node, shops: number, waiting: number) =>
  [
    '',
    t(`words.tier.${tier}`),
    ...(state === 'pending' ? [t('states.company.pending')] : []),
    ...(waiting > 0 ? [t('org.waiting_count', { count: waiting })] : []),
    t('org.people', { count: users }),
    ...(shops > 0 ? [t('org.companies', { count: shops })] : []),
  ].join(', ')
