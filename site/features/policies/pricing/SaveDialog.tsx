import { useMemo } from 'preact/hooks'
import type { CompanyItem } from '#api/companies/contract.ts'
import { conflictsOf } from '#api/policies/conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { api } from '../../../lib/client.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { Confirm } from '../../../ui/Modal.tsx'
import { Changes } from './Changes.tsx'
import { rowsOfChanges } from './change-words.ts'
import { sidesOf } from './desk.ts'
import { movesBetween, placesOf } from './judge.ts'
import { namesIn } from './names-in.ts'
import { commandOf, sharesOf } from './rates.ts'
import type { Rates } from './use-rates.ts'

export type Props = {
  policyId: string
  rates: Rates
  shops: readonly CompanyItem[]
  devices: PolicyDetail['devices']
  /** When a policy that has not started yet starts; until then no shop sees it. */
  startsAt: string | undefined
  onSaved: (policy: PolicyDetail) => void
  /** Another person saved in the meantime, so nothing was written. */
  onConflict: () => void
  onClose: () => void
}

/** What changes before it takes effect: how many cells and in which direction, who learns of it, from and to. */
export function SaveDialog(props: Props) {
  const { policyId, rates, shops, devices, startsAt } = props
  const { draft, saved, changes, basedOn, policyVersion, matrix, gross, sides, hq } = rates
  const save = useAction(async () => {
    try {
      // The screen seeks conflicts after it has shown a change; the command needs those of now.
      const command = commandOf(draft, conflictsOf(gross, sides.shares, null), {
        ...{ basedOn, policyVersion },
      })
      props.onSaved(
        await api.put('/policies/:id/agency-rates', { param: { id: policyId }, json: command }),
      )
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'version_conflict') props.onConflict()
      else throw failure
    }
  })
  const moves = useMemo(
    () =>
      movesBetween(sidesOf(gross, sharesOf(saved)), sides, [
        ...[...placesOf(hq, matrix), ...saved.entries, ...draft.entries].map((axes) => ({
          ...{ axes, retailId: null },
        })),
        ...changes.flatMap(({ what }) =>
          typeof what === 'object' && 'cell' in what && what.retailId !== null
            ? [{ axes: what.cell, retailId: what.retailId }]
            : [],
        ),
      ]),
    [],
  )
  const names = namesIn(devices)
  return (
    <Confirm
      title={t('changing.confirm_title', { count: digits(moves.changed) })}
      text={
        startsAt ? t('changing.confirm_text_later', { at: startsAt }) : t('changing.confirm_text')
      }
      verb={t('pricing.save')}
      busy={save.busy}
      error={save.error}
      onConfirm={() => void save.run()}
      onClose={props.onClose}
    >
      <p class="n pb-2">
        {t('changing.moves', { up: digits(moves.up), down: digits(moves.down) })} ·{' '}
        {t(startsAt ? 'changing.told_later' : 'changing.told', {
          count: digits(shops.filter(({ state }) => state === 'active').length),
        })}
      </p>
      <Changes
        caption={t('changing.diff')}
        rows={rowsOfChanges({ ...rates, matrix, names, shops })}
      />
    </Confirm>
  )
}
