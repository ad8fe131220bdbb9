import { LANGS } from '../lib/i18n/catalogue.ts'

/** Modules that every page loads, public pages included. */
const SAID = [
  ...['i18n/t', 'when', 'problem', 'messages', 'server-clock', 'visitor', 'forget-rates'].map(
    (lib) => `site/lib/${lib}`,
  ),
  // The bundler's own helper, through which `i18n/t` fetches words.
  'vite/preload-helper',
]

/** The frame of a signed-in page and the parts that most of its screens use. */
const SHELL = [
  'site/start',
  ...['Checkbox', 'Field', 'Money', 'Page', 'Skeleton', 'State', 'When'].map(
    (ui) => `site/ui/${ui}`,
  ),
  ...['action', 'hangul', 'keys', 'query', 'states'].map((lib) => `site/lib/${lib}`),
  'db/words',
]

/** How an order's answers are named and written: an opened order and the order form. */
const FORM_WORDS = [
  ...['forms/fields', 'forms/entry'].map((file) => `api/${file}`),
  'site/ui/form-field/field-words',
]
/**
 * Normal forms, days and how numbers are written: most parts use them, public pages too, so nothing of the shell is
 * among them.
 */
const TEXT = [
  ...['code', 'text', 'calendar', 'phone-groups'].map((file) => `api/${file}`),
  'site/lib/mask-groups',
]
/** Also of fields for amounts. */
const TYPING = ['site/lib/typing']
/** Fields for numbers with a format. */
const MASKED = [
  ...['phone', 'companies/business-number'].map((file) => `api/${file}`),
  ...['masks', 'mask-words'].map((file) => `site/lib/${file}`),
]
/** A list with its filters and pages. */
const LIST = ['Pager', 'CursorPager', 'FilterBar', 'SearchBox'].map((ui) => `site/ui/${ui}`)

/**
 * Modules that go into one file; the first matching group wins. By default the bundler makes one file for
 * each set of modules that some pages share: dozens of files of a few hundred bytes, which compress badly and
 * are requested one by one. A group includes what its modules import, unless an earlier group already has it.
 */
export const chunks = [
  { name: 'said', test: sources(SAID) },
  { name: 'shell', test: sources(SHELL) },
  { name: 'text', test: sources(TEXT) },
  { name: 'typing', test: sources(TYPING) },
  { name: 'form-words', test: sources(FORM_WORDS) },
  { name: 'masked', test: sources(MASKED) },
  { name: 'list', test: sources(LIST) },
  ...LANGS.flatMap((lang) => [
    { name: `said-${lang}`, test: words(lang, ['errors', 'times']) },
    { name: `shell-${lang}`, test: words(lang, ['shell', 'states', 'ui', 'words']) },
  ]),
].map((group, index, all) => ({ ...group, priority: all.length - index }))

/** Matches the ids of these modules, whatever their extension. */
function sources(names: readonly string[]): RegExp {
  return new RegExp(`(${names.join('|')})\\.(js|tsx?)$`)
}

function words(lang: string, areas: readonly string[]): RegExp {
  return sources(areas.map((area) => `site/lib/i18n/${lang}/${area}`))
}
