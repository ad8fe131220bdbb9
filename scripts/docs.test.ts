import { expect, test } from 'vitest'
import { namesIn, saysTitle, titlesIn } from './docs.ts'

test.each([
  ['see `api/orders/routes.ts` and `docs/operate.md`', ['api/orders/routes.ts', 'docs/operate.md']],
  [
    'a shape: `api/*/contract.ts`, `site/pages/{hq,agency}/`',
    ['api/*/contract.ts', 'site/pages/{hq,agency}/'],
  ],
  ['read [the page](operate.md#stop) and [ours](https://example.com)', ['(operate.md)']],
  ['run `npm run build`, not `npm start`', ['npm run build']],
  ['each `<feature>/routes.ts` has `commands.ts`; see `wrangler.toml`', ['wrangler.toml']],
  ['run `node db/migrate.ts --now`', ['db/migrate.ts']],
  ['ask `/api/v2/orders` for `order.placed`, `#api/*` or `N/A`', []],
])('%s', (line, names) => {
  expect(namesIn(line)).toEqual(names)
})

test.each([
  [
    'held by `api/a.test.ts` “one”, “two”; `site/e2e/b.e2e.ts` “three”',
    [
      { path: 'api/a.test.ts', title: 'one' },
      { path: 'api/a.test.ts', title: 'two' },
      { path: 'site/e2e/b.e2e.ts', title: 'three' },
    ],
  ],
  ['a file alone `api/a.test.ts`; a word “so called” after `api/a.ts` “no test”', []],
])('titles of tests: %s', (line, titles) => {
  expect(titlesIn(line)).toEqual(titles)
})

test('a title must be in a test, not in a comment', () => {
  const source =
    "// nobody comes in\n/** nobody comes in */\n  test('somebody comes in', () => {})\n"
  expect(saysTitle(source, 'somebody comes')).toBe(true)
  expect(saysTitle(source, 'nobody comes')).toBe(false)
})
