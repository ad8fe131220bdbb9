import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useEvery } from '../../lib/resource.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Company } from '../../ui/TierMark.tsx'

type Props = {
  /** Null: all agencies. */
  chosen: readonly string[] | null
  error: string | undefined
  onChosen: (chosen: readonly string[] | null) => void
}

/** All agencies, or some of them, to whom with their shops a notice is addressed. */
export function AgencyChoice({ chosen, error, onChosen }: Props) {
  const agencies = useEvery(
    chosen !== null && addressOf('/companies', { query: { tier: 'agency' } }),
  )
  const toggle = (id: string, on: boolean) =>
    onChosen([...(chosen ?? []).filter((one) => one !== id), ...(on ? [id] : [])])
  return (
    <>
      <Segmented
        label={t('notices.field_agencies')}
        value={chosen === null ? 'all' : 'some'}
        options={(['all', 'some'] as const).map((value) => ({
          value,
          label: t(`notices.agencies.${value}`),
        }))}
        onValue={(value) => onChosen(value === 'all' ? null : [])}
      />
      {agencies.state === 'failed' && (
        <ErrorState
          what={t('notices.field_agencies')}
          error={agencies.error}
          onRetry={agencies.reload}
        />
      )}
      {chosen !== null && agencies.data && (
        <fieldset class="frame max-h-44 overflow-auto" aria-invalid={error ? true : undefined}>
          <legend class="vh">{t('notices.field_agencies')}</legend>
          <ul>
            {agencies.data.map(({ id, name }) => (
              <li key={id} class="flex min-h-9 items-center px-3 max-sm:min-h-11">
                <Checkbox checked={chosen.includes(id)} onValue={(on) => toggle(id, on)}>
                  <span class="ml-1.5">
                    <Company tier="agency">{name}</Company>
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {error && (
        <p class="help error" role="alert">
          {error}
        </p>
      )}
    </>
  )
}
