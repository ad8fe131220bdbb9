/** What an agency has to decide about its prices, and what settles it. */
export const deciding = {
  problems_more: '이 밖에 {count}개가 더 있어요.',
  lower_all: '모두 낮추기',
  go: '{cell} 보기',
  'mend.rule': '규칙으로 {won}',
  'mend.clear': '칸 비우기',
  'mend.lower': '{won}원으로 낮추기',
  'mend.set': '{won}원으로 정하기',
  'mend.raise': '{won}원으로 올리기',
  'mend.keep': '규칙에서 {won}원 남기기',
  'mend.remove': '따로 정한 값 지우기',
  mend_for: '{cell}: {mend}',
  'change.lowered': '본사가 {was}원에서 {hq}원으로 내렸어요.',
  'change.raised': '본사가 {was}원에서 {hq}원으로 올렸어요.',
  'change.new': '본사가 {hq}원으로 새로 정했어요.',
  'problem.shop': '{name}만 따로',
  'problem.unread': '금액이 아니에요: ‘{text}’',
  'problem.low': '{own}원이에요. 본사는 {lowest}원까지만 허용해요.',
  'problem.tie': '맞는 칸이 둘이라 고를 수 없어요. 이 칸을 따로 정해 주세요.',
  'problem.above': '직접 정한 {own}원이 {carrier} 본사 금액 {hq}원보다 {over}원 더 많아요.',
  'problem.default_above': '기본 금액 {own}원이 본사 금액 {hq}원보다 {over}원 더 많아요.',
  'problem.undecided': '빼는 금액 {hq}원에는 규칙을 쓰지 않으니 직접 정해 주세요.',
  'problem.undecided_floor':
    '본사 금액 {hq}원이 남길 마진보다 적어 규칙을 쓰지 않으니 직접 정해 주세요.',
  'problem.below_floor':
    '{source} {own}원의 마진이 {margin}원이라 본사가 정한 {limit}원보다 적어요.',
  'problem.above_ceiling':
    '{source} {own}원의 마진이 {margin}원이라 본사가 정한 {limit}원보다 많아요.',
  'problem.shop_places': '이런 조합이 {count}개예요.',
  'source.cell': '직접 정한',
  'source.rule': '규칙으로 정한',
  'source.default': '기본 금액',
  'source.passed_on': '그대로 주는',
  'source.override': '따로 정한',
  'problem.override':
    '따로 정한 {own}원보다 본사 금액이 낮은 조합이 {count}개예요. 가장 낮은 것은 {hq}원이에요.',
  'problem.leave': '본사는 {leave}원까지만 더 줄 수 있게 했어요.',
  'problem.override_leave':
    '따로 정한 {own}원을 줄 수 없는 조합이 {count}개예요. 모든 조합에 줄 수 있는 것은 {hq}원까지예요.',
  'problem.unpriced': '본사 단가가 없어져 {own}원은 쓰이지 않아요. 저장하면 빠져요.',
}
