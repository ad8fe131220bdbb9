import type { UserItem } from '#api/users/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { grantsFor } from './grants.ts'
import { Devices } from './UserDevices.tsx'
import type { Decision } from './user-commands.ts'
import { roleAbout } from './user-words.tsx'

type Props = {
  user: UserItem
  /** Increases with every decision, after which the list of devices may be outdated. */
  onAsk: (decision: Decision) => void
}

const HELP = ['reset_password', 'reset_second_factor', 'unlock'] as const

/** Who a person is, what they may do, how they sign in, and where they are signed in now. */
export function UserRecord({ user, onAsk }: Props) {
  const { company, role } = user
  const help = HELP.filter((one) => user.actions.includes(one))
  const isWaiting = user.status === 'pending'
  return (
    <div class="flex flex-col gap-1">
      <p class="flex flex-wrap items-center gap-x-2.5 gap-y-1 pb-2">
        <State of="user" is={user.status} pill />
        <Company tier={company.tier}>{company.name}</Company>
      </p>
      {user.statusReason && (
        <p class="note">
          <span>
            <b>{t('org.reason')}</b> {user.statusReason}
          </span>
        </p>
      )}
      {user.isFirstAdmin && isWaiting && <Applied companyId={company.id} />}
      <Section line title={t('org.tab.info')}>
        <Facts class="org-dl" facts={factsOf(user)} />
      </Section>
      <Section
        line
        title={t('org.access')}
        actions={
          <>
            {user.actions.includes('grant') && grantsFor(user).length > 0 && (
              <Button size="sm" onClick={() => onAsk('grant')}>
                {t('org.do.grant')}
              </Button>
            )}
            {user.actions.includes('change_role') && (
              <Button size="sm" onClick={() => onAsk('change_role')}>
                {t('org.do.change_role')}
              </Button>
            )}
          </>
        }
      >
        <ul class="choice-list pb-3">
          <li>
            <b>{t(`words.role.${role}`)}</b>
            <small>{roleAbout(role, company.tier)}</small>
          </li>
          {user.grants.map((grant) => (
            <li key={grant}>
              <b>{t(`org.grant.${grant}`)}</b>
              <small>{t(`org.grant_about.${grant}`)}</small>
            </li>
          ))}
        </ul>
      </Section>
      {help.length > 0 && (
        <Section line title={t('org.account_help')}>
          <div class="flex flex-wrap gap-2 pb-3">
            {help.map((one) => (
              <Button key={one} size="sm" onClick={() => onAsk(one)}>
                {t(`org.do.${one}`)}
              </Button>
            ))}
          </div>
        </Section>
      )}
      {user.actions.includes('sign_out') && (
        <Devices user={user} onSignOut={() => onAsk('sign_out')} />
      )}
    </div>
  )
}

const factsOf = (user: UserItem): Fact[] => [
  { label: t('org.username'), value: user.username },
  { label: t('org.email'), value: user.email ?? t('org.none') },
  { label: t('org.phone'), value: user.phone ?? t('org.none') },
  {
    label: t('org.second_factor'),
    value: t(user.secondFactor ? 'org.second_factor_on' : 'org.second_factor_off'),
  },
  {
    label: t('org.last_login'),
    value: (
      <>
        {user.lastLoginAt ? dateTime(user.lastLoginAt) : t('org.never')}
        {user.lockedUntil && (
          <span class="s-stop st text">
            {' '}
            · {t('org.locked', { at: dateTime(user.lockedUntil) })}
          </span>
        )}
      </>
    ),
  },
  { label: t('org.col_applied'), value: dateTime(user.createdAt) },
]

/** The company of a first admin's application: approval admits both, so both are shown. */
function Applied({ companyId }: { companyId: string }) {
  const { data } = useAnswer(addressOf('/companies/:id', { param: { id: companyId } }))
  return (
    <Section line title={t('org.applied_with')}>
      <p class="note mb-3">
        <Icon name="info" size={14} />
        <span>{t('org.first_admin')}</span>
      </p>
      {data?.sharesBusinessNumber && (
        <p class="note mb-3">
          <Icon name="triangle-alert" size={14} />
          <span>{t('org.shared_number')}</span>
        </p>
      )}
      <Facts
        facts={[
          { label: t('org.name'), value: data?.name ?? '…' },
          {
            label: t('org.business_number'),
            value: data ? (data.businessNumber ?? t('org.none')) : '…',
          },
          { label: t('org.phone'), value: data ? (data.phone ?? t('org.none')) : '…' },
          { label: t('org.address'), value: data ? (data.address ?? t('org.none')) : '…' },
          { label: t('org.above'), value: data?.parentName ?? '…' },
        ]}
      />
    </Section>
  )
}
