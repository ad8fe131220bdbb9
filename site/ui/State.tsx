import { t } from '../lib/i18n/t.ts'
import { type Entity, lookOf, type StateOf } from '../lib/states.ts'
import { Glyph } from './Glyph.tsx'

type Props<E extends Entity> = {
  of: E
  is: StateOf<E>
  /** The tinted form, for the single state of an opened record. */
  pill?: boolean
  size?: number
}

/** A state as glyph and word, the same everywhere. */
export function State<E extends Entity>({ of, is, pill = false, size = 14 }: Props<E>) {
  const { label, glyph, role } = lookOf(of, is)
  return (
    <span class={`st s-${role}${pill ? ' pill' : ''}`}>
      <Glyph name={glyph} size={size} />
      {t(label)}
    </span>
  )
}

/** The glyph only, where the word already stands beside it (tabs, timelines). */
export function StateGlyph<E extends Entity>({ of, is, size = 14 }: Props<E>) {
  const { glyph, role } = lookOf(of, is)
  return (
    <span class={`s-${role}`}>
      <Glyph name={glyph} size={size} />
    </span>
  )
}
