import type { PartProps } from '../part-props.ts'
import { TargetsPart } from '../TargetsPart.tsx'
import { useCompanies } from '../use-companies.ts'
import { GroupMenu } from './GroupMenu.tsx'
import { IncludedShops } from './IncludedShops.tsx'

export type Props = PartProps & {
  /** A next version keeps its policy's targets. */
  isFixed: boolean
}

/** Whom the policy reaches: agencies on the left, and exactly the shops that follow from them on the right. */
export function TargetsStep({ isFixed, ...part }: Props) {
  const agencies = useCompanies('agency')
  const shops = useCompanies('retail')
  return (
    <div class="grid max-w-[1200px] grid-cols-2 gap-x-8 max-lg:grid-cols-[minmax(0,1fr)]">
      <TargetsPart
        {...part}
        {...{ agencies, shops, isFixed }}
        actions={!isFixed && <GroupMenu {...part} agencies={agencies} />}
      />
      {/* On a phone it stands below the agencies, which would push it down. */}
      {agencies.state !== 'loading' && (
        <IncludedShops {...part} {...{ agencies, shops, isFixed }} />
      )}
    </div>
  )
}
