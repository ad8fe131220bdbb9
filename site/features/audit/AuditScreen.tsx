import { useRef, useState } from 'preact/hooks'
import type { AuditItem } from '#api/audit/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { AuditDrawer } from './AuditDrawer.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import { clear, conditionsIn, exportOf, kindIn } from './url-state.ts'

const PAGE = 50

/** Who did what in the whole tree, when and from where; read only. */
export function AuditScreen() {
  const query = useQuery()
  const conditions = conditionsIn(query)
  return (
    <>
      <PageHead
        title={t('audit.title')}
        actions={
          may('export.audit') && (
            <ButtonLink href={exportOf(conditions)} icon="download">
              {t('audit.export')}
            </ButtonLink>
          )
        }
      />
      {may('audit.read') ? (
        <>
          <AuditFilters />
          <Events key={JSON.stringify(conditions)} />
        </>
      ) : (
        <div class="page-body">
          <Empty
            icon="scroll-text"
            title={t('audit.not_yours')}
            text={t('audit.not_yours_text')}
            boxed
          />
        </div>
      )}
    </>
  )
}

function Events() {
  const query = useQuery()
  const conditions = conditionsIn(query)
  const scroller = useRef<HTMLElement>(null)
  const [trail, setTrail] = useState<readonly string[]>([])
  const after = trail.at(-1)
  const page = useAnswer(
    addressOf('/audit', { query: { ...conditions, kind: kindIn(query), after, limit: PAGE } }),
  )
  const open = (item: AuditItem | undefined) => setQuery({ event: item?.id }, true)
  const items = page.data?.items
  const opened = items?.find(({ id }) => id === query.event)
  const next = page.data?.nextCursor
  const from = trail.length * PAGE
  const turn = (to: readonly string[]) => {
    setTrail(to)
    scroller.current?.scrollTo({ top: 0 })
  }
  return (
    <div class="with-drawer">
      <div class="flex min-h-0 min-w-0 flex-1 flex-col">
        <ScrollRegion
          region={scroller}
          class="scroller list-scroll max-sm:px-4"
          label={t('audit.title')}
          busy={page.reloading}
        >
          {page.state === 'failed' ? (
            <ErrorState what={t('audit.title')} error={page.error} onRetry={page.reload} />
          ) : (
            <AuditTable
              items={items}
              current={opened?.id}
              onOpen={open}
              onClear={Object.keys(conditions).length > 0 ? clear : undefined}
            />
          )}
        </ScrollRegion>
        {items && page.error !== undefined && !page.reloading && (
          <div class="flex items-center gap-2 px-4 py-2">
            <ErrorNote error={page.error} />
            <Button size="sm" onClick={page.reload}>
              {t('ui.retry')}
            </Button>
          </div>
        )}
        {items && items.length > 0 && (
          <Pager
            from={from + 1}
            to={from + items.length}
            onPrevious={trail.length > 0 ? () => turn(trail.slice(0, -1)) : undefined}
            onNext={next ? () => turn([...trail, next]) : undefined}
          />
        )}
      </div>
      {opened && <AuditDrawer item={opened} onClose={() => open(undefined)} />}
    </div>
  )
}
