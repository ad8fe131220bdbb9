import { type FormEntry, fieldFor, type Template } from '#api/forms/entry.ts'
import { CONDITION_EFFECTS, CONDITION_MATCHES, CONDITION_TESTS } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Select } from '../../../ui/Select.tsx'
import { choicesFor, conditionWords, nameOf, valueName } from './condition-words.ts'

type Props = {
  entry: FormEntry
  form: Template
  onWhen: (when: FormCondition | undefined) => void
}
type FormCondition = NonNullable<FormEntry['when']>
type Test = FormCondition['tests'][number]

const TESTS_MAX = 8

/** When a field is shown or required, by choices of the order. */
export function ConditionEditor({ entry, form, onWhen }: Props) {
  if (fieldFor(entry)?.law)
    return (
      <p class="help">
        {t('builder.law', { condition: conditionWords({ ...entry, when: undefined }, form) ?? '' })}
      </p>
    )
  const { when } = entry
  const choices = choicesFor(entry, form)
  const first: Test = { field: 'join_type', is: 'is', values: ['mnp'] }
  if (!when)
    return (
      <Button
        size="sm"
        icon="plus"
        onClick={() => onWhen({ match: 'all', effect: 'shown_required', tests: [first] })}
      >
        {t('builder.add_condition')}
      </Button>
    )
  const set = (at: number, test: Test | undefined) => {
    const tests = test ? when.tests.with(at, test) : when.tests.toSpliced(at, 1)
    onWhen(tests.length > 0 ? { ...when, tests } : undefined)
  }
  return (
    <fieldset class="builder-conditions">
      <legend class="label">{t('builder.condition')}</legend>
      {when.tests.map((test, at) => (
        // Tests have no name of their own: the place is what tells two alike apart.
        <div key={at} class="builder-test">
          <Select
            label={t('builder.condition_field')}
            bare
            options={choices.map(({ key }) => ({ value: key, label: nameOf(key, form) }))}
            value={test.field}
            placeholder={nameOf(test.field, form)}
            onValue={(field) => {
              const [value] = choices.find(({ key }) => key === field)?.values ?? []
              set(at, { ...test, field, values: value === undefined ? [] : [value] })
            }}
          />
          <Select
            label={t('builder.condition_test')}
            bare
            options={CONDITION_TESTS.map((value) => ({
              value,
              label: t(`builder.test_${value}`),
            }))}
            value={test.is}
            onValue={(is) =>
              set(at, { ...test, is, values: is === 'is' ? test.values.slice(0, 1) : test.values })
            }
          />
          <Values
            test={test}
            values={choices.find(({ key }) => key === test.field)?.values ?? []}
            form={form}
            onValues={(values) => set(at, { ...test, values })}
          />
          <IconButton
            icon="x"
            label={t('builder.remove_condition')}
            onClick={() => set(at, undefined)}
          />
        </div>
      ))}
      <div class="builder-test">
        {when.tests.length > 1 && (
          <Select
            label={t('builder.match')}
            bare
            options={CONDITION_MATCHES.map((value) => ({
              value,
              label: t(`builder.match_${value}`),
            }))}
            value={when.match}
            onValue={(match) => onWhen({ ...when, match })}
          />
        )}
        <Select
          label={t('builder.effect')}
          bare
          options={CONDITION_EFFECTS.map((value) => ({
            value,
            label: t(`builder.effect_${value}`),
          }))}
          value={when.effect}
          onValue={(effect) => onWhen({ ...when, effect })}
        />
        {when.tests.length < TESTS_MAX && (
          <Button
            size="sm"
            icon="plus"
            onClick={() => onWhen({ ...when, tests: [...when.tests, first] })}
          >
            {t('builder.add_condition')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

type ValuesProps = {
  test: Test
  values: readonly string[]
  form: Template
  onValues: (values: string[]) => void
}

/** One value for "is", any number for the others; values that are gone stay to be seen and removed. */
function Values({ test, values, form, onValues }: ValuesProps) {
  const all = [...values, ...test.values.filter((value) => !values.includes(value))]
  const options = all.map((value) => ({
    value,
    label: values.includes(value)
      ? valueName(test.field, value, form)
      : t('builder.gone', { value }),
  }))
  if (test.is === 'is')
    return (
      <Select
        label={t('builder.condition_value')}
        bare
        options={options}
        value={test.values[0] ?? ''}
        onValue={(value) => onValues([value])}
      />
    )
  return (
    <span class="flex flex-wrap gap-x-3">
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          checked={test.values.includes(value)}
          onValue={(isOn) =>
            onValues(all.filter((each) => (each === value ? isOn : test.values.includes(each))))
          }
        >
          {label}
        </Checkbox>
      ))}
    </span>
  )
}
