import type { ReactNode } from 'react';
import { Moment } from '../../../ui/index.ts';

type Detail = Readonly<{ key: string; term: string; detail: ReactNode }>;

/** Who did it, and when; nothing when nobody has. */
export const done = (key: string, term: string, by: string | null, at: Date | null): readonly Detail[] =>
  at === null
    ? []
    : [
        {
          key,
          term,
          detail: (
            <>
              {by}, <Moment instant={at.toISOString()} />
            </>
          ),
        },
      ];

/** What somebody wrote; nothing when nobody did. */
export const written = (key: string, term: string, text: string | null): readonly Detail[] =>
  text === null || text === '' ? [] : [{ key, term, detail: <span className="written">{text}</span> }];
