import type { Catalogue } from '../../../lib/i18n/catalogue.ts'
import { t } from '../../../lib/i18n/t.ts'

type FieldKey = Extract<keyof Catalogue['fields'], string>

/** The catalogue has a caption for each key of `api/forms/fields.ts`; a test proves it. */
export const fieldName = (key: string) => t(`fields.${key as FieldKey}`)
