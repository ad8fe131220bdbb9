import { useState } from 'preact/hooks'
import type { CompanyItem } from '#api/companies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { findIn } from '../../lib/hangul.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { later } from '../../ui/later.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { toast } from '../../ui/toasts.ts'
import type { Props as CostProps } from './impact/TargetsCost.tsx'
import type { Props } from './policy-dialog.ts'
import { type Companies, useCompanies } from './use-companies.ts'

// Only for changes that add somebody.
const TargetsCost = later<CostProps>(() =>
  withWords(['impact'], import('./impact/TargetsCost.tsx')).then((file) => file.TargetsCost),
)

/** Chooses the agencies that a published policy reaches, and the shops that it leaves out. */
export function TargetsDialog({ policy, onClose, onDone }: Props) {
  const { id, version, hq } = policy
  const agencies = useCompanies('agency')
  const shops = useCompanies('retail')
  const [targets, setTargets] = useState<ReadonlySet<string>>(new Set(hq?.targets))
  const [exclusions, setExclusions] = useState<ReadonlySet<string>>(new Set(hq?.exclusions))
  const [asked, setAsked] = useState(false)
  const below = (shops.data ?? []).filter(({ parentId }) => targets.has(parentId ?? ''))
  const kept = below.flatMap((shop) => (exclusions.has(shop.id) ? [shop.id] : []))
  const save = useAction(() =>
    api.put('/policies/:id/targets', {
      param: { id },
      json: { version, targets: [...targets], exclusions: kept },
    }),
  )
  const run = async () => {
    setAsked(true)
    if (targets.size === 0) return
    const after = await save.run()
    if (!after) return
    toast(t('reach.targets_saved'))
    onDone(after)
  }
  const isKnown = agencies.data && shops.data
  const adds =
    [...targets].some((one) => !hq?.targets.includes(one)) ||
    below.some((shop) => hq?.exclusions.includes(shop.id) && !exclusions.has(shop.id))
  return (
    <Confirm
      title={t('reach.targets_title', { title: policy.title })}
      text={t('reach.targets_help')}
      verb={t('reach.edit_save')}
      busy={save.busy}
      error={save.error}
      disabledBecause={isKnown ? undefined : t('ui.loading')}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Choice
        companies={agencies}
        rows={agencies.data?.filter(({ active, id }) => active || targets.has(id)) ?? []}
        label={t('reach.targets_agencies', { count: targets.size })}
        chosen={targets}
        onChosen={setTargets}
      />
      {asked && targets.size === 0 && (
        <p class="help error" role="alert">
          {t('reach.targets_required')}
        </p>
      )}
      <Choice
        companies={shops}
        rows={below}
        label={t('reach.targets_exclusions', {
          count: below.filter((shop) => exclusions.has(shop.id)).length,
        })}
        chosen={exclusions}
        onChosen={setExclusions}
      />
      {adds && may('policy.impact') && (
        <TargetsCost policyId={id} targets={[...targets]} exclusions={kept} />
      )}
    </Confirm>
  )
}

type ChoiceProps = {
  companies: Companies
  rows: readonly CompanyItem[]
  label: string
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
}

/** Companies to tick, with a search among them. */
function Choice({ companies, rows, label, chosen, onChosen }: ChoiceProps) {
  const [query, setQuery] = useState('')
  const shown = rows.filter(({ name, code }) => findIn(`${name} ${code}`, query))
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChosen(next)
  }
  if (companies.state === 'failed')
    return <ErrorState what={label} error={companies.error} onRetry={companies.reload} />
  return (
    <fieldset class="frame">
      <legend class="vh">{label}</legend>
      <div class="flex flex-wrap items-center gap-3 border-b border-line-faint bg-head px-3 py-2">
        <span class="med n">{label}</span>
        <span class="ml-auto w-44">
          <SearchBox
            value={query}
            placeholder={t('reach.targets_search')}
            onValue={setQuery}
            debounceMs={0}
          />
        </span>
      </div>
      {companies.state === 'loading' ? (
        <SkeletonLines lines={3} />
      ) : (
        <ul class="max-h-44 overflow-auto">
          {shown.map(({ id, tier, name, code }) => (
            <li key={id} class="flex min-h-9 items-center gap-3 px-3 max-sm:min-h-11">
              <Checkbox checked={chosen.has(id)} onValue={(on) => toggle(id, on)}>
                <span class="ml-1.5">
                  <Company tier={tier}>{name}</Company>
                </span>
              </Checkbox>
              <span class="subtle n ml-auto text-t12">{code}</span>
            </li>
          ))}
          {shown.length === 0 && <li class="subtle px-3 py-2">{t('ui.no_results')}</li>}
        </ul>
      )}
    </fieldset>
  )
}
