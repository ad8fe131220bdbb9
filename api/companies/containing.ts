/** A LIKE pattern for "contains this", in which what was typed stands for itself. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
