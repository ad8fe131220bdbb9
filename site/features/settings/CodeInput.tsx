import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'

type Props = {
  label: string
  submit: string
  busy: boolean
  error: string | undefined
  onCode: (code: string) => void
  /** Beside the button: the way back. */
  children: ComponentChildren
}

/** A six-digit code of the app; submits itself when complete. */
export function CodeInput({ label, submit, busy, error, onCode, children }: Props) {
  const [code, setCode] = useState('')
  const [isShort, setShort] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // Selects a wrong code, so that the next one replaces it.
  useEffect(() => {
    if (error && !busy) input.current?.select()
  }, [error, busy])
  const send = (text: string) => {
    setShort(text.length !== 6)
    if (text.length === 6) onCode(text)
  }
  return (
    <form
      class="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send(code)
      }}
    >
      <Input
        label={label}
        error={isShort ? t('settings.code_six') : error}
        inputRef={input}
        size="lg"
        class="n"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={7}
        autofocus
        value={code}
        onInput={({ currentTarget }) => {
          const digits = currentTarget.value.replace(/\D/g, '').slice(0, 6)
          setCode(digits)
          setShort(false)
          if (digits.length === 6) send(digits)
        }}
      />
      {/* An alert, because the code was sent without a press: the error arrives while focus is elsewhere. */}
      <p class="vh" role="alert">
        {error}
      </p>
      <div class="modal-foot">
        {children}
        <Button kind="primary" type="submit" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
