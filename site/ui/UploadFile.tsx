import { useEffect, useState } from 'preact/hooks'
import type { Action } from '../lib/action.ts'
import { t } from '../lib/i18n/t.ts'
import { sayUpload } from '../lib/sheet-refusal.ts'
import { Button } from './Button.tsx'
import { ErrorNote } from './Empty.tsx'
import { FileDrop } from './FileDrop.tsx'
import { Glyph } from './Glyph.tsx'
import { Progress } from './Progress.tsx'

const ACCEPT = '.xlsx,.csv,.txt,.tsv,text/csv,text/plain'
/** A shorter reading shows no progress, which would only flash. */
const PROGRESS_AFTER_MS = 300

type Props = {
  name: string
  upload: Action<[File], unknown>
  onCancel: () => void
}

/** Chooses a file and shows what becomes of it: progress that can be stopped, or what to send instead. */
export function UploadFile({ name, upload, onCancel }: Props) {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!upload.busy) return
    const timer = setTimeout(() => setSlow(true), PROGRESS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [upload.busy])
  const isStopped = upload.error instanceof DOMException && upload.error.name === 'AbortError'
  const said = sayUpload(upload.error)
  return (
    <FileDrop
      verb={t('sheets.choose')}
      text={t('sheets.drop')}
      help={t('sheets.kinds')}
      accept={ACCEPT}
      busy={upload.busy}
      onFile={(file) => void upload.run(file)}
    >
      {upload.busy && isSlow && (
        <Progress name={t('sheets.reading', { name })} done={0} all={undefined}>
          <Button size="xs" onClick={onCancel}>
            {t('sheets.stop')}
          </Button>
        </Progress>
      )}
      {said && (
        <p class="help error s-stop" role="alert">
          <Glyph name="cross" size={13} />
          <span>
            {name && <b>{name}: </b>}
            {said}
          </span>
        </p>
      )}
      <ErrorNote error={said || isStopped ? undefined : upload.error} />
    </FileDrop>
  )
}
