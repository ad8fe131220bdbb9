/** The tiles of the first steps are those of every question of a form. */
export { Tiles } from '../../../ui/form-field/Tiles.tsx'
