import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import * as schema from '#db/schema/index.ts'
import { snake } from '#db/snake.ts'
import { readText } from './tools.ts'

export const ERD_FILE = 'docs/erd.md'

/** The tables as a Mermaid diagram, from the schema itself: columns, keys and references. */
export function erd(): string {
  const tables = Object.values(schema)
    .filter((value) => value instanceof PgTable)
    .map((table) => getTableConfig(table))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  return `# The tables

Generated from \`db/schema/\` by \`npm run docs:erd\`; \`npm run check\` fails when it is old. An arrow is a
foreign key. Columns that end in \`_won\` are integer won, in \`_at\` instants.

\`\`\`mermaid
erDiagram
${[...tables.map(boxOf), ...tables.flatMap(arrowsOf)].join('\n')}
\`\`\`
`
}

type Config = ReturnType<typeof getTableConfig>

function boxOf({ name, columns, foreignKeys }: Config): string {
  const referring = new Set(
    foreignKeys.flatMap((key) => key.reference().columns.map((column) => column.name)),
  )
  const lines = columns.map((column) => {
    const keys = [
      ...(column.primary ? ['PK'] : []),
      ...(referring.has(column.name) ? ['FK'] : []),
      ...(column.isUnique ? ['UK'] : []),
    ]
    return `    ${typeOf(column)} ${snake(column.name)} ${keys.join(', ')}`.trimEnd()
  })
  return `  ${name} {\n${lines.join('\n')}\n  }`
}

/** The type in Postgres' short form; Mermaid accepts no blanks or brackets. */
const typeOf = (column: Config['columns'][number]) =>
  column
    .getSQLType()
    .replace(/^timestamp.* with time zone$/, 'timestamptz')
    .replace(/\W+/g, '_')
    .replace(/_$/, '')

const arrowsOf = ({ name, foreignKeys }: Config): string[] =>
  foreignKeys.map((key) => {
    const { columns, foreignTable } = key.reference()
    const isOptional = columns.some((column) => !column.notNull)
    const label = columns.map((column) => snake(column.name)).join(', ')
    return `  ${getTableConfig(foreignTable).name} ${isOptional ? '|o' : '||'}--o{ ${name} : "${label}"`
  })

/** Faults unless the diagram agrees with the schema. */
export const erdFaults = (): string[] =>
  readText(ERD_FILE) === erd() ? [] : [`${ERD_FILE}: is old: run npm run docs:erd`]
