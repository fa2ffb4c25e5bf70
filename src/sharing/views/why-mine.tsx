import { Sentences } from '../../casework/index.ts';
import { Disclosure, useMessages } from '../../ui/index.ts';
import { whyMessages } from '../messages/why.ts';

/** "Why can I see this?", for whoever something is shared with. */
export function WhyMine({ sentences }: { readonly sentences: readonly string[] }) {
  const m = useMessages(whyMessages);
  return (
    <Disclosure summary={m.mine}>
      <Sentences sentences={sentences} />
      <p className="quiet">{m.intro}</p>
    </Disclosure>
  );
}
