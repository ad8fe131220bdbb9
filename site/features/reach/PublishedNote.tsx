import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { StateGlyph } from '../../ui/State.tsx'

/** After publishing: the steps until shops order, and how far they are. */
export function PublishedNote({ policyId }: { policyId: string }) {
  const { data } = useAnswer(addressOf('/policies/:id/reach/counts', { param: { id: policyId } }))
  const steps = [
    ['next_price', data?.agenciesPriced, data?.agencies],
    ['next_read', data?.read, data?.companies],
    ['next_order', data && data.shops - data.blocked, data?.shops],
  ] as const
  return (
    <section class="frame mb-4 flex flex-col gap-3 p-4" aria-label={t('reach.published')}>
      <b class="text-fg-strong">{t('reach.published')}</b>
      <ol class="flex flex-col gap-1.5">
        {steps.map(([step, done, count]) => (
          <li key={step} class="n flex items-center gap-2">
            <StateGlyph of="ack" is={done !== undefined && done === count ? 'read' : 'unread'} />
            {t(`reach.${step}`, { done: shown(done), count: shown(count) })}
          </li>
        ))}
      </ol>
      <ButtonLink
        size="sm"
        class="self-start"
        href={hrefWith({ tab: 'reach', published: undefined })}
      >
        {t('reach.next_go')}
      </ButtonLink>
    </section>
  )
}

const shown = (n: number | undefined) => (n === undefined ? '–' : digits(n))
