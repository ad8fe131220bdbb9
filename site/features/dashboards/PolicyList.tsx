import type { RetailDashboard } from '#api/dashboards/contract.ts'
import { CELL_CARRIERS } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { shortDate } from '../../lib/when.ts'
import { Section } from '../../ui/Page.tsx'

/** The policies under which a shop may sell today. */
export function PolicyList({ policies }: { policies: RetailDashboard['policies'] }) {
  return (
    <Section
      title={t('dashboard.policies')}
      line
      actions={
        <a class="btn link sm" href="/policies">
          {t('dashboard.view_all')}
        </a>
      }
    >
      {policies.length === 0 ? (
        <p class="subtle pb-3">
          {t('dashboard.no_policies')}. {t('dashboard.no_policies_text')}
        </p>
      ) : (
        <ul class="pb-2">
          {policies.map((policy) => (
            <li
              key={policy.id}
              class="relative flex min-h-9 items-center gap-2 max-sm:min-h-11 pointer-coarse:min-h-11"
            >
              <span class="tag">{carrierOf(policy.carrier)}</span>
              <a
                class="med trunc after:absolute after:inset-0 hover:underline"
                href={`/policies/view?id=${policy.id}`}
              >
                {policy.title}
              </a>
              {!policy.isRead && (
                <span class="whitespace-nowrap text-accent-text text-t12">
                  {t('states.ack.unread')}
                </span>
              )}
              <span class="subtle n ml-auto whitespace-nowrap text-t12">
                {policy.validTo
                  ? t('dashboard.valid_to', {
                      day: shortDate(new Date(Date.parse(policy.validTo) - 1)),
                    })
                  : t('dashboard.no_end')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function carrierOf(code: string): string {
  const carrier = CELL_CARRIERS.find((one) => one === code)
  return carrier ? t(`words.carrier.${carrier}`) : code
}
