import { sealsOf } from '#db/seals.ts'

/** The sealed second-factor secrets; a row's id is that of its person. */
export const factorSeals = sealsOf('second_factors', 'user_id')
