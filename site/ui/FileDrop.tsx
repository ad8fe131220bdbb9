import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

type Props = {
  /** The verb of the button. */
  verb: string
  text: string
  help: string
  accept: string
  busy: boolean
  onFile: (file: File) => void
  /** What became of the last file. */
  children?: ComponentChildren
}

/** A place for one file: to drop it, or to choose it with the keyboard. */
export function FileDrop({ verb, text, help, accept, busy, onFile, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file && !busy) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button in it
    <div
      class={`file-drop${isOver ? ' is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <Icon name="file-spreadsheet" size={20} />
      <span class="strong">{text}</span>
      <span class="muted text-t12">{help}</span>
      <input
        ref={input}
        type="file"
        class="vh"
        tabIndex={-1}
        aria-label={verb}
        accept={accept}
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          // The same file may be chosen again after it was corrected.
          currentTarget.value = ''
        }}
      />
      <Button busy={busy} onClick={() => input.current?.click()}>
        {verb}
      </Button>
      {children}
    </div>
  )
}
