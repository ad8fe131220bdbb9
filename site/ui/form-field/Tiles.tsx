import { useId } from '../../lib/use-id.ts'
import { Glyph } from '../Glyph.tsx'
import { Segmented } from '../Segmented.tsx'
import type { Option } from '../Select.tsx'

type Props<V extends string> = {
  label: string
  options: readonly Option<V>[]
  value: V | undefined
  onValue: (value: V) => void
  help?: string | undefined
  error?: string | undefined
}

/** A question whose answers are large tiles, all visible. */
export function Tiles<V extends string>({ label, options, value, onValue, help, error }: Props<V>) {
  const id = useId()
  return (
    <div class="tiles">
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <Segmented<V | ''>
        label={label}
        tiles
        options={options}
        value={value ?? ''}
        onValue={(chosen) => chosen !== '' && onValue(chosen)}
      />
      {error && (
        <p class="help error s-stop" id={id} role="alert">
          <Glyph name="cross" size={13} />
          <span>{error}</span>
        </p>
      )}
      {help && !error && <p class="help">{help}</p>}
    </div>
  )
}
