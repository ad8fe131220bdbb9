import { useEffect, useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { type KeptRates, lastKept } from './kept-rates.ts'
import { KeptNote, LookUp } from './LookUp.tsx'

type Kept = { userId: string; rates: KeptRates }

/** The look-up on a device that reaches nobody: the last copy of whoever is signed in here. */
export function KeptScreen({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const [kept, setKept] = useState<Kept | undefined | 'asking'>('asking')
  useEffect(() => {
    lastKept(serverNow()).then(setKept, () => setKept(undefined))
  }, [])
  useEffect(() => {
    addEventListener('online', onAgain)
    return () => removeEventListener('online', onAgain)
  }, [])
  if (kept === 'asking') return null
  return (
    <>
      <PageHead title={t('rates.title')} />
      <div class="page-body rates">
        {kept ? (
          <>
            <KeptNote at={kept.rates.sheet.at} onAgain={onAgain} />
            <LookUp userId={kept.userId} rates={kept.rates} isKept />
          </>
        ) : (
          <ErrorState what={t('rates.title')} error={error} onRetry={onAgain} />
        )}
      </div>
    </>
  )
}
