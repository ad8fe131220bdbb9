import { t } from '../../lib/i18n/t.ts'
import { setQuery } from '../../lib/query.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'

export function NoPolicies({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty icon="scroll-text" title={t('policies.empty_filter')}>
        <Button
          size="sm"
          onClick={() =>
            setQuery({
              state: undefined,
              carrier: undefined,
              kind: undefined,
              unread: undefined,
              q: undefined,
            })
          }
        >
          {t('ui.clear_filters')}
        </Button>
      </Empty>
    )
  if (!may('policy.publish'))
    return <Empty icon="scroll-text" title={t('policies.empty')} text={t('policies.empty_below')} />
  return (
    <Empty icon="scroll-text" title={t('policies.empty')} text={t('policies.empty_hq')}>
      <ButtonLink icon="plus" href="/policies/new">
        {t('terms.new')}
      </ButtonLink>
    </Empty>
  )
}
