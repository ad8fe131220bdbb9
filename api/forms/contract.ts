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
import { LISTS, listOf, Memo, said, setOf, Text, Word } from '../shapes.ts'
import { FIELDS_MAX, OPTIONS_MAX, templateProblems } from './template-problems.ts'

const Condition = z.strictObject({
  match: z.enum(CONDITION_MATCHES).default('all'),
  tests: listOf(
    z.strictObject({
      field: Word(60),
      is: z.enum(CONDITION_TESTS),
      values: setOf(Word(40), { max: OPTIONS_MAX }),
    }),
    { max: 8 },
    ({ field, is, values }) => `${field} ${is} ${values.join(' ')}`,
  ),
  effect: z.enum(CONDITION_EFFECTS),
})

const FormEntry = z.strictObject({
  key: Word(60),
  required: z.boolean(),
  label: Text(200).optional(),
  help: Memo(500).optional(),
  placeholder: Text(200).optional(),
  default: Memo(500).optional(),
  /** Only with a default or a fill: shops see the answer and cannot change it. */
  readOnly: z.boolean().optional(),
  group: z.enum(FORM_GROUPS).optional(),
  options: listOf(
    z.strictObject({ value: Word(40), label: Text(100) }),
    { max: OPTIONS_MAX },
    ({ value }) => value,
    'value',
  ).optional(),
  when: Condition.optional(),
  type: z.enum(OWN_TYPES).optional(),
  fill: z.enum(FORM_FILLS).optional(),
  mask: z.enum(FORM_MASKS).optional(),
  sensitivity: z.enum(FORM_SENSITIVITIES).optional(),
})
/** The order form of a version, by the rules that the builder runs too. */
export const Form = listOf(FormEntry, { max: FIELDS_MAX }, ({ key }) => key, 'key').superRefine(
  (template, issue) => {
    // The list has said so already.
    for (const { path, code, message } of templateProblems(template))
      if (code !== 'repeated' || !/^form\.\d+\.key$/.test(path))
        issue.addIssue({
          code: 'custom',
          path: path.split('.').slice(1),
          ...said({ code, message }),
        })
  },
)
LISTS.add(Form, { once: 'key' })

/** A template as it stands: former releases stored entries that today's rules would refuse. */
const KeptEntry = z.object({
  key: z.string(),
  required: z.boolean(),
  label: z.string().optional(),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  default: z.string().optional(),
  readOnly: z.boolean().optional(),
  group: z.enum(FORM_GROUPS).optional(),
  options: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .readonly()
    .optional(),
  when: z
    .object({
      match: z.enum(CONDITION_MATCHES),
      tests: z
        .array(
          z.object({
            field: z.string(),
            is: z.enum(CONDITION_TESTS),
            values: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
      effect: z.enum(CONDITION_EFFECTS),
    })
    .optional(),
  type: z.enum(OWN_TYPES).optional(),
  fill: z.enum(FORM_FILLS).optional(),
  mask: z.enum(FORM_MASKS).optional(),
  sensitivity: z.enum(FORM_SENSITIVITIES).optional(),
})
export const KeptForm = z.array(KeptEntry)
