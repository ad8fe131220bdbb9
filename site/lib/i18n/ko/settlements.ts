export const settlements = {
  title: '정산',
}
