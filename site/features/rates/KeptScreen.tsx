import { useEffect } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { KeptNote } from './KeptNote.tsx'
import { LookUp } from './LookUp.tsx'
import { useKept } from './use-kept.ts'

type Props = { error: unknown; onAgain: () => Promise<void> }

/** The look-up on a device that reaches nobody: the last copy of whoever is signed in here. */
export function KeptScreen({ error, onAgain }: Props) {
  const kept = useKept()
  useEffect(() => {
    const again = () => void onAgain()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
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
          <ErrorState what={t('rates.title')} error={error} onRetry={() => void onAgain()} />
        )}
      </div>
    </>
  )
}
