import type { DraftSuccession } from '#api/drafts/contract.ts'
import { nextStarts } from '#api/drafts/next-start.ts'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { dateTime } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Section } from '../../../ui/Page.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import type { Draft } from '../draft.ts'
import type { PartProps } from '../part-props.ts'

type Props = Pick<PartProps, 'draft' | 'onDraft'> & { id: string }

/** What publishing does to the policy that the draft follows, whom it leaves out, and when it starts. */
export function SuccessionPart({ draft, onDraft, id }: Props) {
  // Each stored change may change it.
  const succession = useAnswer(addressOf('/policies/drafts/:id/succession', { param: { id } }))
  const { data } = succession
  return (
    <Section title={t('succession.title')} line>
      <div class="flex max-w-[720px] flex-col gap-2 pb-3">
        <ErrorNote error={succession.error} />
        {!data && succession.state === 'loading' && <SkeletonLines lines={2} />}
        {data?.predecessor && <Ending predecessor={data.predecessor} />}
        {data?.predecessor && !data.predecessor.problem && <LeftOut {...data} />}
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 pt-1">
          <Starts {...{ draft, onDraft }} />
          <Button size="sm" onClick={() => onDraft({ succeeds: undefined })}>
            {t('succession.stop')}
          </Button>
        </div>
      </div>
    </Section>
  )
}

type Predecessor = NonNullable<DraftSuccession['predecessor']>

function Ending({ predecessor }: { predecessor: Predecessor }) {
  const { title, problem } = predecessor
  if (problem)
    return (
      <p class="help warn" role="alert">
        {t(`succession.problem.${problem}`, { title })}
      </p>
    )
  return (
    <>
      <p>{endingOf(predecessor)}</p>
      <p class="help">{t('succession.undo_hint', { title })}</p>
    </>
  )
}

function endingOf({ title, validTo, startsAt }: Predecessor): string {
  if (!startsAt) return t('succession.ends_now', { title })
  const at = dateTime(startsAt)
  return validTo && Date.parse(validTo) < Date.parse(startsAt)
    ? t('succession.ends_before', { title, at, end: dateTime(validTo) })
    : t('succession.ends_at', { title, at })
}

/** Who has a price now and will have none. */
function LeftOut({ predecessor, agencies, shops }: DraftSuccession) {
  const at = predecessor?.startsAt ? dateTime(predecessor.startsAt) : t('succession.now')
  if (agencies.count + shops.count === 0) return <p class="help">{t('succession.nobody_out')}</p>
  return (
    <>
      {agencies.count > 0 && (
        <Warning
          text={t('succession.agencies_out', { count: agencies.count, shops: agencies.shops, at })}
          {...agencies}
        />
      )}
      {shops.count > 0 && (
        <Warning text={t('succession.shops_out', { count: shops.count, at })} {...shops} />
      )}
    </>
  )
}

type Named = { text: string; count: number; named: readonly { id: string; name: string }[] }

function Warning({ text, count, named }: Named) {
  return (
    <div class="note" role="status">
      <Icon name="triangle-alert" size={14} />
      <div>
        {text}
        <ul class="flex flex-wrap gap-x-3">
          {named.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
          {count > named.length && (
            <li class="subtle n">{t('succession.more', { count: count - named.length })}</li>
          )}
        </ul>
      </div>
    </div>
  )
}

/** The starts of the trade, one press each; another one is written with the terms. */
function Starts({ draft, onDraft }: { draft: Draft; onDraft: Props['onDraft'] }) {
  const { tomorrow, first } = nextStarts(new Date(serverNow()))
  return (
    <fieldset class="flex flex-wrap items-center gap-2">
      <legend class="vh">{t('succession.start')}</legend>
      {[...new Set([first, tomorrow])].map((day) => {
        const isChosen = draft.from === day && draft.fromTime === '00:00'
        return (
          <button
            key={day}
            type="button"
            class={`chip${isChosen ? ' set' : ''}`}
            aria-pressed={isChosen}
            onClick={() => onDraft({ from: day, fromTime: '00:00' })}
          >
            {t('succession.start_at', { day })}
          </button>
        )
      })}
    </fieldset>
  )
}
