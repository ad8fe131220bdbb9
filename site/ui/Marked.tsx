import { findIn } from '../lib/hangul.ts'

/** A text in which matches of the search are marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  const found = findIn(text, query)
  if (!found || found.from === found.to) return <span>{text}</span>
  return (
    <span>
      {text.slice(0, found.from)}
      <mark>{text.slice(found.from, found.to)}</mark>
      {text.slice(found.to)}
    </span>
  )
}
