import { systemActor } from '#api/access/actor.ts'
import type { Fault } from '#api/ledger/faults.ts'
import { parseConfig } from '#api/platform/config.ts'
import { reconcile } from '#api/reconciliation/reconcile.ts'
import { environment } from './environment.ts'
import type { Verb } from './verb.ts'
import { visit } from './visit.ts'

export const verb: Verb = {
  usage: `Derives every balance again from its entries and prints what does not hold. Ends with 0 when the
books hold, with 1 when they do not or could not be read. The database is the one of DATABASE_URL, else
the embedded one in MARU_DATA, whether or not a Maru is running on it.`,
  run: () => checkBooks(environment(), console.log),
}

/** Prints every fault of the books, and returns whether they balance. */
export async function checkBooks(
  env: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<boolean> {
  return visit(parseConfig(env), async (platform) => {
    const ctx = { ...platform, actor: systemActor(NOBODY), requestId: 'books-check' }
    const faults = await reconcile(ctx)
    for (const fault of faults) print(lineOf(fault))
    print(faults.length === 0 ? 'The books hold.' : `Faults: ${faults.length}.`)
    return faults.length === 0
  })
}

const NOBODY = '00000000-0000-7000-8000-000000000000'

const lineOf = ({ check, subject, expected, found }: Fault) =>
  `${check}: ${subject}: expected ${expected}, found ${found}`
