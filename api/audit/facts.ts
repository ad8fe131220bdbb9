import { type Decode, recordOf, text } from '#db/values.ts'

/** The codes and amounts that an event stores. */
export type Facts = Record<string, string | number | null>

const fact: Decode<Facts[string]> = (value, column) =>
  value === null || typeof value === 'number' ? value : text(value, column)
export const FACTS: Decode<Facts> = recordOf(fact)
