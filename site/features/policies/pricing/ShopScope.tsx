import { useState } from 'preact/hooks'
import type { CompanyItem } from '#api/companies/contract.ts'
import { digits } from '../../../lib/format.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { may } from '../../../lib/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { later } from '../../../ui/later.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import type { Props as GroupsProps } from '../groups/GroupsDialog.tsx'
import type { Companies } from '../use-companies.ts'
import { ownShopsIn, withoutOwn } from './own-shops.ts'
import type { Draft } from './rates.ts'
import { entriesFor } from './shop-entries.ts'

// Loads when somebody opens it.
const GroupsDialog = later<GroupsProps>(() =>
  withWords(['groups'], import('../groups/GroupsDialog.tsx')).then((file) => file.GroupsDialog),
)

export type Props = {
  shops: Companies
  draft: Draft
  shopId: string | undefined
  readOnly: boolean
  onShop: (retailId: string | undefined) => void
  onChange: (part: Partial<Draft>) => void
}

/**
 * One shop, chosen among all: those with prices of their own come first. The rule and the cells below are then this
 * shop's.
 */
export function ShopScope({ shops, draft, shopId, readOnly, onShop, onChange }: Props) {
  const own = ownShopsIn(draft)
  const [isGrouping, setGrouping] = useState(false)
  const first = ({ id }: CompanyItem) => (own.has(id) ? 0 : 1)
  const all = (shops.data ?? []).toSorted((a, b) => first(a) - first(b))
  if (shops.state === 'failed')
    return <ErrorState what={t('pricing.shop')} error={shops.error} onRetry={shops.reload} />
  return (
    <div class="shop-scope">
      <Combobox
        label={t('pricing.shop')}
        placeholder={t('ui.company_hint')}
        loading={!shops.data}
        options={all.map(({ id, name, code }) => ({
          value: id,
          label: name,
          note: own.has(id) ? t('pricing.shop_own') : code,
        }))}
        value={shopId}
        onValue={onShop}
      />
      {shopId !== undefined && !readOnly && (
        <MoneyInput
          label={t('pricing.flat')}
          optional
          help={t('pricing.flat_help')}
          value={draft.overrides.find(({ retailId }) => retailId === shopId)?.amountWon}
          onValue={(amountWon) => {
            const others = draft.overrides.filter(({ retailId }) => retailId !== shopId)
            onChange({
              overrides:
                amountWon === undefined ? others : [...others, { retailId: shopId, amountWon }],
            })
          }}
        />
      )}
      {isGrouping && (
        <GroupsDialog
          companies={shops}
          chosen={[]}
          readOnly={!may('group.write')}
          onClose={() => setGrouping(false)}
        />
      )}
      <p class="help">{t(shopId === undefined ? 'pricing.shop_choose' : 'pricing.shop_cells')}</p>
      <p class="flex flex-wrap items-center gap-3">
        {shopId !== undefined && own.has(shopId) && (
          <>
            <span class="subtle n text-t12">
              {t('pricing.shop_own_cells', { count: digits(entriesFor(draft, shopId).length) })}
            </span>
            {!readOnly && (
              <Button size="sm" onClick={() => onChange(withoutOwn(draft, shopId))}>
                {t('pricing.shop_reset')}
              </Button>
            )}
          </>
        )}
        <Button size="sm" icon="users" onClick={() => setGrouping(true)}>
          {t('pricing.shop_groups')}
        </Button>
      </p>
    </div>
  )
}
