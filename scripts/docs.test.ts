import { expect, test } from 'vitest'
import { namesIn } from './docs.ts'

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
