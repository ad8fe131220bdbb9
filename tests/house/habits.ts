/** What no file may contain; said once to be true of the house and once to be found when planted. */
export type Habit = { name: string; breaks: (file: string, text: string) => boolean }

export const LINES_MAX = 300

export const HABITS: Habit[] = [
  {
    name: 'the environment is read by the configuration and by what is started',
    breaks: (file, text) =>
      /\bprocess\.env\b|\bimport\.meta\.env\b/.test(text) && !READS_ENVIRONMENT.has(file),
  },
  {
    name: 'the time of day comes from the clock of the context',
    breaks: (file, text) =>
      /\bnew Date\(\)|\bDate\.now\(/.test(text) &&
      /^(api|jobs)\//.test(file) &&
      !/^api\/platform\/(node|worker|realtime-durable)\.ts$/.test(file),
  },
  {
    name: 'no barrel but the schema that Drizzle needs',
    breaks: (file, text) =>
      file !== 'db/schema/index.ts' &&
      (/^export \*/m.test(text) || /(^|\/)index\.tsx?$/.test(file)),
  },
  {
    name: 'no default export but where a tool demands one',
    breaks: (file, text) =>
      /^export default\b|^export \{[^}]*\bas default\b/m.test(text) &&
      !/\.config\.(ts|mjs)$|^api\/worker\.ts$/.test(file),
  },
  {
    name: 'no name that says nothing',
    breaks: (file) =>
      file
        .split(/[/.]/)
        .some((word) =>
          /^(utils?|helpers?|common|managers?|misc|data|info)$|[-_](new|backup|old)$/.test(word),
        ),
  },
  {
    name: 'a module keeps no client, pool, cache or variable of its own',
    // Ids count within a millisecond; nothing but their order rests on it, so it may be the process's.
    breaks: (file, text) =>
      /^(api|jobs|db)\//.test(file) && file !== 'api/ids.ts' && KEPT.test(text),
  },
  {
    name: 'queries read: they open no transaction and write no row',
    breaks: (file, text) =>
      /^api\/[^/]+\/queries\.ts$/.test(file) &&
      /\btransact\(|\.(insert|update|delete)\(|\binsertMany\(/.test(text),
  },
]

/** At the left margin: a variable, an empty map that something will fill, or a connection. */
const KEPT =
  /^(?:export )?(?:let|var)\s|^(?:export )?const \w+(?:: [^=\n]+)? = new (?:(?:Map|Set)(?:<[^\n]*>)?\(\)|[\w.]*(?:Pool|Client|Redis|Server|Socket)\()/m

/** Each is started by hand or by a tool, so it is where the environment comes in. */
const READS_ENVIRONMENT = new Set(['db/migrate.ts', 'jobs/check-books.ts', 'jobs/reseal-vault.ts'])
