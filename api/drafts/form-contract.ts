import * as z from 'zod'
import {
  CONDITION_EFFECTS,
  CONDITION_MATCHES,
  CONDITION_TESTS,
  FORM_FILLS,
  FORM_GROUPS,
  FORM_MASKS,
  FORM_SENSITIVITIES,
  OWN_TYPES,
} from '#db/words.ts'
import { OPTIONS_MAX } from '../forms/template-problems.ts'
import { Memo, Text, Word } from '../shapes.ts'
import { isBroken } from '../text.ts'
import { anyRows } from './rows-contract.ts'

/** An entry of an order form as far as it is built: names and choices may be empty or stand there twice. */
export const DraftEntry = z.strictObject({
  key: Word(60, (key) => !isBroken(key)),
  required: z.boolean(),
  label: Text(200, 0).optional(),
  help: Memo(500, 0).optional(),
  placeholder: Text(200, 0).optional(),
  default: Memo(500, 0).optional(),
  readOnly: z.boolean().optional(),
  group: z.enum(FORM_GROUPS).optional(),
  options: anyRows(
    z.strictObject({ value: Text(40, 0), label: Text(100, 0) }),
    OPTIONS_MAX,
  ).optional(),
  when: z
    .strictObject({
      match: z.enum(CONDITION_MATCHES),
      tests: anyRows(
        z.strictObject({
          field: Text(60, 0),
          is: z.enum(CONDITION_TESTS),
          values: anyRows(Text(40, 0), OPTIONS_MAX),
        }),
        8,
      ),
      effect: z.enum(CONDITION_EFFECTS),
    })
    .optional(),
  type: z.enum(OWN_TYPES).optional(),
  fill: z.enum(FORM_FILLS).optional(),
  mask: z.enum(FORM_MASKS).optional(),
  sensitivity: z.enum(FORM_SENSITIVITIES).optional(),
})
