import type { Balance } from '#api/rebates/contract.ts'
import type { Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Figures } from '../../ui/Figures.tsx'
import { Icon } from '../../ui/Icon.tsx'

/**
 * What was received and where it is now; the parts add up to the whole. Their number is known only with the
 * balance, so on a phone what stands below waits for it.
 */
export function LedgerFigures({ balance, tier }: { balance: Balance | undefined; tier: Tier }) {
  const sum =
    balance &&
    balance.availableWon + balance.heldWon + balance.usedWon + balance.laterWon + balance.overWon
  return (
    <Figures
      // A strip of its own while loading, so that a part inserted later shifts none of its figures.
      key={balance ? 'known' : 'coming'}
      label={t('ledger.figures')}
      items={[
        { label: t('ledger.left'), value: balance?.availableWon, note: t('ledger.left_note') },
        { label: t('ledger.held'), value: balance?.heldWon, note: t('ledger.held_note') },
        { label: t('ledger.used'), value: balance?.usedWon, note: t('ledger.used_note') },
        ...(balance && balance.laterWon !== 0
          ? [{ label: t('ledger.later'), value: balance.laterWon, note: t('ledger.later_note') }]
          : []),
        ...(balance && balance.overWon !== 0
          ? [{ label: t('ledger.over'), value: balance.overWon, note: t('ledger.over_note') }]
          : []),
        {
          label: tier === 'retail' ? t('ledger.received') : t('ledger.received_agency'),
          value: sum,
          note:
            tier === 'retail' ? t('ledger.received_note_retail') : t('ledger.received_note_agency'),
        },
      ]}
    />
  )
}

/** The sum in words, with exactly the parts that the strip shows. */
export function addsUp(balance: Balance | undefined, tier: Tier): string {
  const parts = [
    t('ledger.left'),
    t('ledger.held'),
    t('ledger.used'),
    ...(balance?.laterWon ? [t('ledger.later')] : []),
    ...(balance?.overWon ? [t('ledger.over')] : []),
  ]
  const whole = tier === 'retail' ? t('ledger.received') : t('ledger.received_agency')
  return `${parts.join(' + ')} = ${whole}`
}

/** HQ has no balance of its own; what its agencies have left says how much can still be spent. */
export function HqFigures() {
  const balances = useAnswer(addressOf('/rebates/balances'))
  const { data } = balances
  const sum = (of: (balance: Balance) => number) =>
    data?.items.reduce((total, balance) => total + of(balance), 0)
  if (balances.state === 'failed')
    return (
      <ErrorState what={t('ledger.figures')} error={balances.error} onRetry={balances.reload} />
    )
  return (
    <>
      <Figures
        label={t('ledger.figures')}
        items={[
          {
            label: t('ledger.hq_left'),
            value: sum(({ availableWon }) => availableWon),
            note: data && t('ledger.hq_left_note', { count: digits(data.items.length) }),
          },
          {
            label: t('ledger.later'),
            value: sum(({ laterWon }) => laterWon),
            note: t('ledger.later_note'),
          },
          {
            label: t('ledger.over'),
            value: sum(({ overWon }) => overWon),
            note: t('ledger.over_note'),
          },
        ]}
      />
      <p class="note mt-2">
        <Icon name="info" size={14} />
        <span>{t('ledger.hq_source')}</span>
      </p>
    </>
  )
}
