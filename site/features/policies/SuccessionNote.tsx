import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { dateTime } from '../../lib/when.ts'
import { Icon } from '../../ui/Icon.tsx'

/** What this policy follows and what follows it, each with the way there as far as the viewer has one. */
export function SuccessionNote({ policy }: { policy: PolicyDetail }) {
  const { id, succeeds, succeededBy } = policy
  return (
    <>
      {succeededBy && (
        <Note href={`/policies/view?id=${succeededBy.id}`} says={t('succession.open')}>
          {t(`succession.${changeOf(policy, succeededBy)}`, {
            title: succeededBy.title,
            at: dateTime(succeededBy.startsAt),
          })}
        </Note>
      )}
      {succeeds && (
        <Note
          {...(succeeds.canOpen && {
            href: `/policies/view?id=${succeeds.id}`,
            says: t('succession.open'),
          })}
          compare={policy.shop ? undefined : `/policies/view?id=${id}&tab=difference&from=before`}
        >
          {t('succession.follows', { title: succeeds.title })}
        </Note>
      )}
    </>
  )
}

type Next = NonNullable<PolicyDetail['succeededBy']>

/** A policy that was ended earlier leaves a gap; one that the other follows at its end has changed over. */
function changeOf({ validTo, status }: PolicyDetail, { startsAt }: Next) {
  if (status === 'inactive' || (validTo && Date.parse(validTo) < Date.parse(startsAt))) return 'gap'
  return Date.parse(startsAt) <= serverNow() ? 'changed' : 'changes'
}

function Note(props: {
  href?: string
  says?: string
  compare?: string | undefined
  children: string
}) {
  return (
    <p class="note mb-4">
      <Icon name="info" size={14} />
      <span class="flex flex-wrap gap-x-3">
        {props.children}
        {props.href && (
          <a class="link hit" href={props.href}>
            {props.says}
          </a>
        )}
        {props.compare && (
          <a class="link hit" href={props.compare}>
            {t('succession.compare')}
          </a>
        )}
      </span>
    </p>
  )
}
