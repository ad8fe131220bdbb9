export const pricing = {
  title: 'pricing',
}
