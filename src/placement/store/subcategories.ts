import type { Scope } from '../../platform/door.ts';
import { registerKeeper, type Subcategory, subcategoriesOn } from '../../register/index.ts';
import { subcategories } from '../request-body.ts';

/** What a request can choose among today: of the municipality's own list, of its register's, or without a register of those there are. */
export const subcategoriesToChoose = async (scope: Scope): Promise<readonly Subcategory[]> =>
  (await registerKeeper(scope)) === undefined ? subcategories : subcategoriesOn(scope, scope.today);
