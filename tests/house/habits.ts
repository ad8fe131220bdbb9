/** What no file may contain. One test checks all files; another checks that a planted breach is found. */
export type Habit = { name: string; breaks: (file: string, text: string) => boolean }

export const LINES_MAX = 300

export const HABITS: Habit[] = [
  {
    name: 'only the configuration and started programs read the environment',
    // A build is started too: one file reads its settings about the installation.
    breaks: (file, text) =>
      file !== 'site/build/told.ts' && /\bprocess\.env\b|\bimport\.meta\.env\b/.test(text),
  },
  {
    name: 'no file asks whether it was started directly: the answer depends on the starter',
    breaks: (_, text) => /\bimport\.meta\.main\b/.test(text),
  },
  {
    name: 'the time of day comes from the clock of the context',
    breaks: (file, text) =>
      /\bnew Date\(\)|\bDate\.now\(/.test(text) &&
      /^(api|jobs)\//.test(file) &&
      !/^api\/platform\/(node|worker|realtime-durable)\.ts$/.test(file),
  },
  {
    name: 'no barrel file but the schema, which Drizzle needs',
    breaks: (file, text) =>
      file !== 'db/schema/index.ts' &&
      (/^export \*/m.test(text) || /(^|\/)index\.tsx?$/.test(file)),
  },
  {
    name: 'no default export except where a tool requires one',
    breaks: (file, text) =>
      /^export default\b|^export \{[^}]*\bas default\b/m.test(text) &&
      !/\.config\.(ts|mjs)$|^api\/worker\.ts$/.test(file),
  },
  {
    name: 'no meaningless file names',
    breaks: (file) =>
      file
        .split(/[/.]/)
        .some((word) =>
          /^(utils?|helpers?|common|managers?|misc|data|info)$|[-_](new|backup|old)$/.test(word),
        ),
  },
  {
    name: 'rows of raw SQL are decoded, never asserted',
    breaks: (file, text) =>
      /^(api|jobs|scripts|db)\//.test(file) &&
      file !== 'db/rows.ts' &&
      /\browsOf<|\bsql<|\.execute<|\bas (unknown as )?\{ rows\b|\.execute\([^;]*?\)\)\.rows\b/.test(
        text,
      ),
  },
  {
    name: 'no module-level client, pool, cache or variable',
    // Ids need a counter within a millisecond, which only affects their order, so it may belong to the process.
    breaks: (file, text) =>
      /^(api|jobs|db)\//.test(file) && file !== 'api/ids.ts' && KEPT.test(text),
  },
  {
    // A file on its way to a signed address, which has its progress.
    name: "one file of the site sends requests, and its answers have the routes' types",
    breaks: (file, text) =>
      /^site\/(?!e2e\/|lib\/send(-file)?\.ts$)/.test(file) &&
      (/\bfetch\(|\bXMLHttpRequest\b|\bsendBeacon\(/.test(text) ||
        // `addressOf` makes an address from a route, and the code that stores answers only knows the address.
        (/\bas (unknown as )?Address</.test(text) && !/^site\/lib\//.test(file)) ||
        /\bawait (api|visitor)\.\w+\([^;]*?\)\)? as [A-Z]/.test(text)),
  },
  {
    name: 'queries read: they open no transaction and write no row',
    breaks: (file, text) =>
      /^api\/[^/]+\/queries\.ts$/.test(file) &&
      /\btransact\(|\.(insert|update|delete)\(|\binsertMany\(/.test(text),
  },
]

/** At the left margin: a variable, an empty map to be filled, or a connection. */
const KEPT =
  /^(?:export )?(?:let|var)\s|^(?:export )?const \w+(?:: [^=\n]+)? = new (?:(?:Map|Set)(?:<[^\n]*>)?\(\)|[\w.]*(?:Pool|Client|Redis|Server|Socket)\()/m
