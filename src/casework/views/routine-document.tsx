import { DescriptionList } from '../../ui/index.ts';
import type { DocumentFact } from './model/routine.ts';

/** What a governing document says of itself. */
export const DocumentFacts = ({ facts }: { readonly facts: readonly DocumentFact[] }) => (
  <DescriptionList
    items={facts.map(({ key, term, lines, note }) => ({
      key,
      term,
      detail: (
        <>
          {lines.join('\n')}
          {note === undefined ? undefined : <span className="quiet stated">{note}</span>}
        </>
      ),
    }))}
  />
);
