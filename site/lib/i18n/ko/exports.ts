export const exports = {
  title: '내보내기',
}
