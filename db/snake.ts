/** A column's name in the database, as Drizzle's `casing: 'snake_case'` makes it. */
export const snake = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
