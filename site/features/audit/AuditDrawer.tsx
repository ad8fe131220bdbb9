import type { AuditItem } from '#api/audit/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { clockOf, dateOf, dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { Section } from '../../ui/Page.tsx'
import { actionWords, factName, Where, Who } from './audit-words.tsx'
import { Subject } from './Subject.tsx'
import { narrow } from './url-state.ts'
import { factValue } from './values.ts'

/** One event in full: who, from where, its facts, before and after, and the other events of the request. */
export function AuditDrawer({ item, onClose }: { item: AuditItem; onClose: () => void }) {
  const { id, action, kind, user, company, address, traceId, entityId, facts, before, after } = item
  return (
    <Drawer title={actionWords(action)} onClose={onClose}>
      <dl class="dl pb-3">
        <dt>{t('audit.at')}</dt>
        <dd class="n">
          {dateTime(item.at)}:{item.at.slice(17, 23)}
        </dd>
        <dt>{t('audit.who')}</dt>
        <dd class="audit-of">
          <Who user={user} />
          {user && <Only onClick={() => narrow({ userId: user.id })} />}
        </dd>
        <dt>{t('audit.company')}</dt>
        <dd>
          <Where company={company} />
        </dd>
        <dt>{t('audit.kind')}</dt>
        <dd>{t(`audit.kind.${kind}`)}</dd>
        <dt>{t('audit.address')}</dt>
        <dd class="audit-of n">
          <span>{address ?? '–'}</span>
          {address && <Only onClick={() => narrow({ address })} />}
        </dd>
        {entityId && (
          <>
            <dt>{t('audit.entity')}</dt>
            <dd class="audit-of n">
              <Subject action={action} id={entityId} />
              <Only onClick={() => narrow({ entityId })} />
            </dd>
          </>
        )}
        <dt>{t('audit.trace')}</dt>
        <dd class="audit-of whole n">
          <span class="break-all">{traceId}</span>
          <CopyButton text={traceId} label={t('audit.copy_trace')} />
        </dd>
      </dl>
      {Object.keys(facts).length > 0 && (
        <Section line title={t('audit.facts')}>
          <dl class="dl pb-3">
            {Object.entries(facts).map(([name, value]) => (
              <div key={name} class="contents">
                <dt>{factName(name)}</dt>
                <dd class="n wrap-anywhere">{factValue(action, name, value)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {(before || after) && (
        <Difference action={action} before={before ?? {}} after={after ?? {}} />
      )}
      <Related id={id} traceId={traceId} day={dateOf(item.at)} />
    </Drawer>
  )
}

const Only = ({ onClick }: { onClick: () => void }) => (
  <Button kind="link" size="xs" onClick={onClick}>
    {t('audit.only')}
  </Button>
)

type Side = NonNullable<AuditItem['before']>

/** Field by field: the old and the new value. */
function Difference({ action, before, after }: { action: string; before: Side; after: Side }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const show = (side: Side, name: string) => factValue(action, name, side[name] ?? null)
  return (
    <Section line title={t('audit.change')}>
      <table class="audit-diff">
        <thead>
          <tr>
            <th scope="col">{t('audit.field')}</th>
            <th scope="col">{t('audit.before')}</th>
            <th scope="col">{t('audit.after')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const isSame = before[name] === after[name]
            return (
              <tr key={name} class={isSame ? 'subtle' : ''}>
                <th scope="row">{factName(name)}</th>
                <td>{isSame ? show(before, name) : <del>{show(before, name)}</del>}</td>
                <td>{isSame ? show(after, name) : <ins>{show(after, name)}</ins>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}

/** The other events of the same request. */
function Related({ id, traceId, day }: { id: string; traceId: string; day: string }) {
  // A request lies within one day; without bounds the query would scan the whole log.
  const page = useAnswer(addressOf('/audit', { query: { traceId, from: day, to: day, limit: 20 } }))
  const others = page.data?.items.filter((item) => item.id !== id) ?? []
  if (others.length === 0) return null
  return (
    <Section line title={t('audit.related')}>
      <ul class="audit-related">
        {others.map((item) => (
          <li key={item.id}>
            <span class="n subtle">{clockOf(item.at)}</span> {actionWords(item.action)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
