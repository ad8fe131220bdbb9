import { SkeletonRows } from '../../ui/Skeleton.tsx'

export const Skeleton = () => (
  <div class="frame" aria-busy="true">
    <table class="table allot">
      <SkeletonRows rows={6} columns={5} />
    </table>
  </div>
)
