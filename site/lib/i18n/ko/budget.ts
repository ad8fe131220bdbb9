export const budget = {
  title: 'budget',
}
