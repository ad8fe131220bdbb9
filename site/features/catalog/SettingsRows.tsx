import type { CatalogSettings } from '#api/catalog/contract.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Input } from '../../ui/Field.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'

type Sim = CatalogSettings['sims'][number]
type Courier = CatalogSettings['couriers'][number]
type Carrier = CatalogSettings['carriers'][number]

/** One kind: whether it is offered, and how this headquarters calls it. Others than admins read it. */
function Label({
  name,
  value,
  isAdmin,
  onValue,
}: {
  name: string
  value: string | null
  isAdmin: boolean
  onValue: (label: string) => void
}) {
  if (!isAdmin) return <span class="muted">{value}</span>
  return (
    <Input
      label={`${name} ${t('reference.label')}`}
      bare
      placeholder={t('reference.label_help', { name })}
      value={value ?? ''}
      maxLength={40}
      autocomplete="off"
      onInput={({ currentTarget }) => onValue(currentTarget.value)}
    />
  )
}

export function SimRows({
  sims,
  isAdmin,
  onSims,
}: {
  sims: readonly Sim[]
  isAdmin: boolean
  onSims: (sims: Sim[]) => void
}) {
  return (
    <ul class="catalog-kinds">
      {/* Each field has its own label; these are for the eye. */}
      <li class="heads" aria-hidden="true">
        <span>{t('reference.offered')}</span>
        <span>{t('reference.label')}</span>
        <span>{t('reference.sim_code')}</span>
        <span>{t('reference.sim_price')}</span>
      </li>
      {sims.map((sim, nth) => {
        const name = t(`words.sim.${sim.kind}`)
        const set = (change: Partial<Sim>) => onSims(sims.with(nth, { ...sim, ...change }))
        return (
          <li key={sim.kind} class="of-sims">
            <Checkbox
              checked={sim.offered}
              disabled={!isAdmin}
              onValue={(offered) => set({ offered })}
            >
              <span class="med">{name}</span>
            </Checkbox>
            <Label
              name={name}
              value={sim.label}
              isAdmin={isAdmin}
              onValue={(label) => set({ label })}
            />
            {isAdmin ? (
              <>
                <Input
                  label={`${name} ${t('reference.sim_code')}`}
                  bare
                  class="n"
                  placeholder={t('reference.sim_code')}
                  value={sim.modelCode ?? ''}
                  maxLength={60}
                  autocomplete="off"
                  onInput={({ currentTarget }) => set({ modelCode: currentTarget.value })}
                />
                <MoneyInput
                  label={`${name} ${t('reference.sim_price')}`}
                  bare
                  value={sim.priceWon ?? undefined}
                  onValue={(priceWon) => set({ priceWon: priceWon ?? null })}
                />
              </>
            ) : (
              <>
                <span class="n subtle">{sim.modelCode}</span>
                <span class="n num">{sim.priceWon === null ? '' : won(sim.priceWon)}</span>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export function CourierRows({
  couriers,
  isAdmin,
  onCouriers,
}: {
  couriers: readonly Courier[]
  isAdmin: boolean
  onCouriers: (couriers: Courier[]) => void
}) {
  return (
    <ul class="catalog-kinds">
      {couriers.map((each, nth) => {
        const name = t(`couriers.${each.courier}`)
        const set = (change: Partial<Courier>) =>
          onCouriers(couriers.with(nth, { ...each, ...change }))
        return (
          <li key={each.courier}>
            <Checkbox
              checked={each.offered}
              disabled={!isAdmin}
              onValue={(offered) => set({ offered })}
            >
              <span class="med">{name}</span>
            </Checkbox>
            <Label
              name={name}
              value={each.label}
              isAdmin={isAdmin}
              onValue={(label) => set({ label })}
            />
          </li>
        )
      })}
    </ul>
  )
}

export function CarrierRows({
  carriers,
  isAdmin,
  onCarriers,
}: {
  carriers: readonly Carrier[]
  isAdmin: boolean
  onCarriers: (carriers: Carrier[]) => void
}) {
  return (
    <ul class="catalog-kinds">
      {carriers.map((each, nth) => (
        <li key={each.carrier}>
          <Checkbox
            checked={each.carried}
            disabled={!isAdmin}
            onValue={(carried) => onCarriers(carriers.with(nth, { ...each, carried }))}
          >
            <span class="med">{t(`words.carrier.${each.carrier}`)}</span>
          </Checkbox>
        </li>
      ))}
    </ul>
  )
}
