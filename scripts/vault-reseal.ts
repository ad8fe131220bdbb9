import { parseConfig } from '#api/platform/config.ts'
import { type Resealed, resealAll } from '#api/privacy/reseal.ts'
import { environment } from './environment.ts'
import type { Verb } from './verb.ts'
import { visit } from './visit.ts'

export const verb: Verb = {
  usage: `Seals everything with the newest key of VAULT_KEYS and prints what rests under which key before and
after. To rotate: put the new key in front, restart every process, run this, take the old key away.
Ends with 1 when something could not be opened; that stays untouched. The database is the one of
DATABASE_URL, else the embedded one in MARU_DATA, whether or not a Maru is running on it.`,
  run: () => resealVault(environment(), console.log),
}

/** Seals everything anew, prints the counts, and returns whether everything could be opened. */
export async function resealVault(
  env: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<boolean> {
  return visit(parseConfig(env), async (platform) => {
    const stores = await resealAll(platform)
    for (const store of stores) for (const line of linesOf(store)) print(line)
    return stores.every(({ unopened }) => unopened.length === 0)
  })
}

/** Values above this number are counted but not listed. */
const TOLD_MAX = 100

function linesOf({ store, before, after, resealed, changed, unopened }: Resealed): string[] {
  const keys = (counts: Resealed['before']) =>
    counts.map(({ keyId, count }) => `${keyId} ${count}`).join(', ') || 'nothing'
  return [
    `${store}: before: ${keys(before)}`,
    `${store}: after: ${keys(after)}`,
    `${store}: sealed anew: ${resealed}, changed meanwhile: ${changed}, not opened: ${unopened.length}`,
    ...unopened.slice(0, TOLD_MAX).map((id) => `${store}: not opened: ${id}`),
  ]
}
