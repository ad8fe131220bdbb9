import { expect, test } from 'vitest'
import { personNamespace, policiesOf, treeAuthNamespace, treeNamespace } from './namespaces.ts'

test('namespaces are those of the previous release, whose processes share the cache', () => {
  expect(
    [personNamespace, treeAuthNamespace, treeNamespace, policiesOf].map((name) => name('id')),
  ).toEqual(['standing:person:id', 'standing:tree:id', 'companies:id', 'policies:id'])
})
