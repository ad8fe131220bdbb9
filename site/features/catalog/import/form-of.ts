import type { CatalogUpload } from '#api/uploads/contract.ts'

const LENGTH_MAX = 300

/**
 * The form of a list, under which the meaning of its columns is remembered: its headings and which of them are
 * hidden. Last month's column of amounts may be the hidden one now, so a list that hides others is another form.
 */
export const formOf = ({ columns }: Pick<CatalogUpload, 'columns'>): string => {
  const hidden = columns.filter((one) => one.hidden).map(({ column }) => column)
  const headings = columns.map(({ heading }) => heading.trim()).join('|')
  // First, so that the cut of long headings leaves it.
  return `${hidden.length > 0 ? `hidden ${hidden.join(' ')}|` : ''}${headings}`.slice(0, LENGTH_MAX)
}
