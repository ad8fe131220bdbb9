import { useEffect } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Section } from '../../../ui/Page.tsx'
import type { PartProps } from '../part-props.ts'
import { OverlapList, useOverlaps } from './OverlapNote.tsx'
import type { Stored } from './saver.ts'

/** The policies that take the same orders, which are accepted by name; absent while there are none. */
export function AlongsidePart({ draft, onDraft, errorAt, stored }: PartProps & { stored: Stored }) {
  const overlaps = useOverlaps(stored)
  const error = errorAt('alongside')
  // A refusal names one that was not there before.
  useEffect(() => overlaps.reload(), [error])
  const items = overlaps.data?.items ?? []
  if (items.length === 0) return <ErrorNote error={overlaps.error} />
  const isAccepted = items.every(({ id }) => draft.alongside.includes(id))
  const isRefused = error !== undefined && !isAccepted
  return (
    <Section title={t('wizard.alongside_title')} line>
      <div class="flex max-w-[720px] flex-col gap-2 pb-3">
        <p class="muted">{t('wizard.alongside_text', { count: items.length })}</p>
        <OverlapList items={items} />
        <Checkbox
          checked={isAccepted}
          aria-invalid={isRefused || undefined}
          aria-describedby={isRefused ? 'alongside-error' : undefined}
          onValue={(accepts) => onDraft({ alongside: accepts ? items.map(({ id }) => id) : [] })}
        >
          {t('wizard.alongside_accept')}
        </Checkbox>
        {isRefused && (
          <p id="alongside-error" class="help error s-stop" role="alert">
            {error}
          </p>
        )}
      </div>
    </Section>
  )
}
