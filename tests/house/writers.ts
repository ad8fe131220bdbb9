import type { House } from './read.ts'

type Table = { home: string; name: string }

/** Every table: its name in code and in SQL, and the feature of its file. */
export function tablesIn({ files }: House): Map<string, Table> {
  return new Map(
    [...files]
      .filter(([file]) => file.startsWith('db/schema/'))
      .flatMap(([file, text]) =>
        [...text.matchAll(/export const (\w+) = pgTable\(\s*'(\w+)'/g)].map(
          ([, variable = '', name = '']) =>
            [variable, { name, home: file.slice('db/schema/'.length, -'.ts'.length) }] as const,
        ),
      ),
  )
}

const BY_BUILDER = /(?:\.(?:insert|update|delete)|\binsertMany(?:<\w+>)?)\(\s*(\w+)\s*[,)]/g
const BY_SQL =
  /\b(?:insert\s+into|(?<!for )update(?!\s+set)|delete\s+from|truncate(?:\s+table)?)\s+"?(\w+)"?/gi

/** The tables that a text writes, by builder or by SQL. */
export function writesIn(text: string, tables: Map<string, Table>): Set<Table> {
  const byName = new Map([...tables.values()].map((table) => [table.name, table]))
  const built = [...text.matchAll(BY_BUILDER)].map(([, variable = '']) => tables.get(variable))
  const inSql = [...text.matchAll(BY_SQL)].map(([, name = '']) => byName.get(name.toLowerCase()))
  return new Set([...built, ...inSql].filter((table) => table !== undefined))
}

/** Files that write a table of another feature. */
export function strangersIn(house: House): string[] {
  const tables = tablesIn(house)
  return [...house.files].flatMap(([file, text]) =>
    [...writesIn(text, tables)]
      .filter(({ home }) => !file.startsWith(`api/${home}/`) && !file.startsWith(`${home}/`))
      .map(({ name }) => `${file} writes ${name}`),
  )
}
