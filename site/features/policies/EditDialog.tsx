import { useState } from 'preact/hooks'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateTime } from '../../lib/when.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Input, TextArea } from '../../ui/Field.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'
import { DAY_END, endAt, endOf } from './moment.ts'
import type { Props } from './policy-dialog.ts'

/** Changes what may change after the publication. */
export function EditDialog({ policy, onClose, onDone }: Props) {
  const { id, version } = policy
  const [title, setTitle] = useState(policy.title)
  const [description, setDescription] = useState(policy.description)
  const known = endOf(policy.validTo)
  const [day, setDay] = useState(known.day)
  const [time, setTime] = useState(known.time)
  const [requiresReading, setRequires] = useState(policy.requiresReading)
  const [asked, setAsked] = useState(false)
  // An end that nobody touched stays what it is, to the second.
  const isSameEnd = known.day === day && known.time === time
  const validTo = isSameEnd ? policy.validTo : endAt(day, time)
  const save = useAction(() =>
    api.put('/policies/:id', {
      param: { id },
      json: {
        version,
        title: title.trim(),
        description: description.trim(),
        validTo: validTo ?? null,
        requiresReading,
      },
    }),
  )
  const { succeededBy } = policy
  const isTooLate =
    !isSameEnd &&
    succeededBy !== null &&
    validTo !== undefined &&
    (validTo === null || Date.parse(validTo) > Date.parse(succeededBy.startsAt))
  const isRight = title.trim() !== '' && validTo !== undefined && !isTooLate
  const run = async () => {
    setAsked(true)
    if (!isRight) return
    const after = await save.run()
    if (!after) return
    toast(t('reach.edit_saved'))
    onDone(after)
  }
  return (
    <Confirm
      title={t('reach.edit_title', { title: policy.title })}
      text={t('reach.edit_help')}
      verb={t('reach.edit_save')}
      busy={save.busy}
      error={save.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Input
        label={t('reach.field_title')}
        value={title}
        maxLength={200}
        error={
          asked && !title.trim()
            ? t('errors.field.required', { name: t('reach.field_title') })
            : undefined
        }
        onInput={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <TextArea
        label={t('reach.field_description')}
        optional
        value={description}
        maxLength={2000}
        onInput={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <div class="grid grid-cols-[3fr_2fr] gap-3">
        <DateField
          label={t('reach.field_end_day')}
          optional
          value={day}
          help={t('reach.field_end_help')}
          error={
            asked && isTooLate && succeededBy
              ? t('succession.end_max', {
                  title: succeededBy.title,
                  at: dateTime(succeededBy.startsAt),
                })
              : undefined
          }
          onValue={setDay}
        />
        <Input
          label={t('reach.field_end_time')}
          value={time}
          inputMode="numeric"
          placeholder={DAY_END}
          error={asked && validTo === undefined ? t('reach.field_end_time_wrong') : undefined}
          onInput={({ currentTarget }) => setTime(currentTarget.value)}
        />
      </div>
      <Checkbox checked={requiresReading} onValue={setRequires}>
        {t('reach.field_requires')}
      </Checkbox>
      <p class="help">{t('reach.field_requires_help')}</p>
    </Confirm>
  )
}
