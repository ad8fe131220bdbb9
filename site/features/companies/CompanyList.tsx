import { Icon } from '../../ui/Icon.tsx'
import { NodeLine } from './TreeRow.tsx'
import { childrenOf, type Node, type Tree, waitingIn } from './tree.ts'

type Props = {
  tree: Tree
  hrefOf: (id: string) => string
  onGo: (id: string) => void
}

/** On a narrow screen: the own company and those right below it, each a link to its own page. */
export function CompanyList({ tree, hrefOf, onGo }: Props) {
  const tops = childrenOf(tree, '')
  const nodes: Node[] = tops.flatMap((top) => [top, ...childrenOf(tree, top.id)])
  return (
    <ul class="org-list">
      {nodes.map((node) => (
        <li key={node.id}>
          <a
            class={`org-row level-${node.parentId ? 2 : 1}`}
            href={hrefOf(node.id)}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              onGo(node.id)
            }}
          >
            <NodeLine
              node={node}
              shops={childrenOf(tree, node.id).length}
              waiting={node.parentId ? waitingIn(tree, node.id) : node.waiting}
            />
            <Icon name="chevron-right" size={14} />
          </a>
        </li>
      ))}
    </ul>
  )
}
