import { get, page, type Route } from '../../../platform/route.ts';
import { type MailLine, newestMail } from '../../mail/store/mail.ts';
import { organisationPaths as paths } from '../paths.ts';
import { MailList } from '../views/mail.tsx';
import { linksTo, may, place, words } from './section.ts';

/** What has been sent to those who work here, and what could not be. */
export const mailPages: readonly Route[] = [
  get({
    path: paths.mail,
    may,
    audit: 'organisation.mail',
    handle: async (request) => {
      const m = words(request).mail;
      const because = ({ state, code }: MailLine): string | undefined => {
        if (state === 'kept' || state === 'unknown') return m.more[state];
        return code === null ? undefined : (m.codes[code] ?? m.code(code));
      };
      return page({
        place,
        content: (
          <MailList
            links={linksTo(request, 'mail')}
            lines={(await newestMail(request)).map((mail) => ({
              key: mail.id,
              at: mail.at.toISOString(),
              to: mail.name,
              subject: mail.subject,
              text: mail.text,
              state: mail.state,
              because: because(mail),
              again: mail.state === 'waiting' && mail.attempts > 0 ? mail.next.toISOString() : undefined,
            }))}
          />
        ),
      });
    },
  }),
];
