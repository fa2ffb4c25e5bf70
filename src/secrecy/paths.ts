import { path } from '../platform/path.ts';

export const secrecyPaths = {
  grounds: path('/grunder'),
  addGround: path('/grunder/ny'),
  ground: path('/grunder/:ground'),
} as const;
