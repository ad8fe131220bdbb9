import type { CompanyItem } from '#api/companies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useEvery } from '../../../lib/resource.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { namesIn, usableIn } from '../groups/group-members.ts'
import { ruleText } from './change-words.ts'
import { differs, hasOwn, shopPartOf } from './copy-shop.ts'
import type { Draft } from './rates.ts'

type Props = {
  draft: Draft
  from: string
  to: readonly string[]
  shops: readonly CompanyItem[]
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
  onGroups: () => void
}

/** Who receives a copy: groups by who is in them now, and shops one by one, each with what it has and would have. */
export function CopyTargets({ draft, from, to, shops, chosen, onChosen, onGroups }: Props) {
  const groups = useEvery(addressOf('/policies/groups', { query: { limit: 100 } }))
  const targets = shops.filter(({ id }) => id !== from)
  const withAll = (ids: readonly string[], isIn: boolean) => {
    const next = new Set(chosen)
    for (const id of ids)
      if (isIn) next.add(id)
      else next.delete(id)
    onChosen(next)
  }
  const overwritten = targets.filter(
    ({ id }) => chosen.has(id) && hasOwn(draft, id) && differs(draft, from, id),
  )
  return (
    <>
      <fieldset class="pt-3">
        <legend class="strong">{t('groups.title')}</legend>
        {groups.state === 'failed' && (
          <ErrorState what={t('groups.title')} error={groups.error} onRetry={groups.reload} />
        )}
        {groups.data?.length === 0 && <p class="subtle text-t12">{t('groups.none')}</p>}
        <ul class="copy-shops">
          {groups.data?.map((group) => {
            const ids = usableIn(group).filter((id) => id !== from)
            return (
              <li key={group.id}>
                <Checkbox
                  checked={ids.length > 0 && ids.every((id) => chosen.has(id))}
                  disabled={ids.length === 0}
                  onValue={(on) => withAll(ids, on)}
                >
                  {group.name}
                </Checkbox>
                <span class="subtle n text-t12">
                  {t('groups.count', { count: digits(ids.length) })} · {namesIn(group)}
                </span>
              </li>
            )
          })}
        </ul>
        <p class="help flex flex-wrap items-center gap-2 pt-1">
          <span>{t('groups.now_only')}</span>
          <Button size="xs" onClick={onGroups}>
            {t('groups.manage')}
          </Button>
        </p>
      </fieldset>
      <fieldset class="pt-3">
        <legend class="strong">{t('changing.copy_to')}</legend>
        <Checkbox
          checked={targets.length > 0 && to.length === targets.length}
          onValue={(on) => onChosen(new Set(on ? targets.map(({ id }) => id) : []))}
        >
          {t('changing.copy_all', { count: digits(targets.length) })}
        </Checkbox>
        <ul class="copy-shops">
          {targets.map(({ id, name }) => (
            <li key={id}>
              <Checkbox checked={chosen.has(id)} onValue={(on) => withAll([id], on)}>
                {name}
              </Checkbox>
              <span class="subtle n text-t12">
                {differs(draft, from, id)
                  ? t('changing.from_to', {
                      from: partText(draft, id),
                      to: partText(draft, from),
                    })
                  : t('changing.copy_same')}
              </span>
            </li>
          ))}
        </ul>
      </fieldset>
      {overwritten.length > 0 && (
        <p class="note mt-3" role="status">
          <span>
            {t('changing.copy_overwrites', {
              count: digits(overwritten.length),
              names: overwritten.map(({ name }) => name).join(', '),
            })}
          </span>
        </p>
      )}
    </>
  )
}

/** What a shop has of its own, in a few words. */
function partText(draft: Draft, retailId: string): string {
  const { rules, overrideWon, entries } = shopPartOf(draft, retailId)
  const said = [
    ...(entries.length === 0 ? [] : [t('changing.copy_cells', { count: digits(entries.length) })]),
    ...(overrideWon === undefined ? [] : [t('pricing.won', { won: digits(overrideWon) })]),
    ...rules.map((rule) =>
      rule.carrier === 'all'
        ? ruleText(rule)
        : `${t(`words.carrier.${rule.carrier}`)} ${ruleText(rule)}`,
    ),
  ]
  return said.join(', ') || t('changing.as_all')
}
