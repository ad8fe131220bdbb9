import { runTool } from './tools.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Deploys to Workers what npm run build has built. What follows goes to "wrangler deploy".

  --dry-run --outdir folder   put the bundle there instead`,
  options: 'unread',
  run: ({ args }) => runTool('wrangler', ['deploy', ...args]),
}
