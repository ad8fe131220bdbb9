import { useState } from 'preact/hooks'
import type { CompanyItem } from '#api/companies/contract.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { ruleText } from './change-words.ts'
import { copiedTo, differs, shopPartOf } from './copy-shop.ts'
import { ownShopsIn } from './own-shops.ts'
import { type Earlier, PricesBefore } from './PricesBefore.tsx'
import { type Draft, draftOf } from './rates.ts'

export type Props = {
  draft: Draft
  shops: readonly CompanyItem[]
  /** Offered first: the prices of the policy that this one follows. */
  earlier: Earlier | undefined
  onTake: (draft: Draft) => void
  onCopy: (part: Pick<Draft, 'rules' | 'overrides'>) => void
  onClose: () => void
}

/**
 * Takes the prices of the policy before, or gives chosen shops the rule and the one amount of another shop; saved
 * with everything else.
 */
export function CopyDialog({ draft, shops, earlier, onTake, onCopy, onClose }: Props) {
  const own = ownShopsIn(draft)
  const sources = shops.filter(({ id }) => own.has(id))
  const [from, setFrom] = useState(sources.length === 1 ? sources[0]?.id : undefined)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const targets = shops.filter(({ id }) => id !== from)
  const to = targets.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const why =
    sources.length === 0
      ? t('changing.copy_none')
      : from === undefined
        ? t('changing.copy_from_missing')
        : to.length === 0
          ? t('changing.copy_to_missing')
          : undefined
  // Before any prices of its own there is nothing to give to other shops.
  const isOnlyEarlier = earlier !== undefined && sources.length === 0
  const apply = () => {
    if (isOnlyEarlier) onTake(draftOf(earlier))
    else if (why === undefined && from !== undefined) onCopy(copiedTo(draft, from, to))
  }
  return (
    <Modal
      title={t(isOnlyEarlier ? 'pricing.copy_before' : 'pricing.copy')}
      onClose={onClose}
      onSubmit={apply}
    >
      {earlier && <PricesBefore earlier={earlier} onTake={onTake} />}
      {!isOnlyEarlier && (
        <p class="muted pb-3">
          {t(sources.length === 0 ? 'changing.copy_none' : 'changing.copy_text')}
        </p>
      )}
      {sources.length > 0 && (
        <Combobox
          label={t('changing.copy_from')}
          options={sources.map(({ id, name, code }) => ({ value: id, label: name, note: code }))}
          value={from}
          onValue={setFrom}
        />
      )}
      {from !== undefined && (
        <fieldset class="pt-3">
          <legend class="strong">{t('changing.copy_to')}</legend>
          <Checkbox
            checked={to.length === targets.length}
            onValue={(on) => setChosen(new Set(on ? targets.map(({ id }) => id) : []))}
          >
            {t('changing.copy_all', { count: digits(targets.length) })}
          </Checkbox>
          <ul class="copy-shops">
            {targets.map(({ id, name }) => (
              <li key={id}>
                <Checkbox
                  checked={chosen.has(id)}
                  onValue={(on) => {
                    const next = new Set(chosen)
                    if (on) next.add(id)
                    else next.delete(id)
                    setChosen(next)
                  }}
                >
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
      )}
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        {!isOnlyEarlier && (
          <Button kind="primary" type="submit" disabledBecause={why}>
            {t('changing.copy_apply', { count: digits(to.length) })}
          </Button>
        )}
      </div>
    </Modal>
  )
}

/** What a shop has of its own, in a few words. */
function partText(draft: Draft, retailId: string): string {
  const { rules, overrideWon } = shopPartOf(draft, retailId)
  const said = [
    ...(overrideWon === undefined ? [] : [t('pricing.won', { won: digits(overrideWon) })]),
    ...rules.map((rule) =>
      rule.carrier === 'all'
        ? ruleText(rule)
        : `${t(`words.carrier.${rule.carrier}`)} ${ruleText(rule)}`,
    ),
  ]
  return said.join(', ') || t('changing.as_all')
}
