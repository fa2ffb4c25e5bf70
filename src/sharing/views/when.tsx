import { Moment } from '../../ui/index.ts';

export const When = ({ row }: { readonly row: { readonly href: string; readonly at: string } }) => (
  <a href={row.href}>
    <Moment instant={row.at} />
  </a>
);
