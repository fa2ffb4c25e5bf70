import type { CaseId, IndividualId } from '../kernel/ids.ts';
import type { Scope } from '../platform/door.ts';
import { attachmentMessages, attachmentsOfNotice } from '../secrecy/index.ts';
import { intakeMessages } from './messages/index.ts';
import { noticesOfCase } from './store/notices.ts';

// What the intake holds of an individual, as a part of the register extract. A notice that is about no case is about nobody yet: whose it
// is, nobody has said. Where the parts are put together their types are compared.

type Subject = Readonly<{ individual: IndividualId; cases: readonly Readonly<{ id: CaseId; number: string }>[] }>;

async function received(scope: Scope, { cases }: Subject) {
  const { language } = scope.actor;
  const { kinds, reasons, notice: m } = intakeMessages[language];
  const { size, kinds: fileKinds } = attachmentMessages[language];
  const notices = (await Promise.all(cases.map(({ id }) => noticesOfCase(scope, id)))).flat();
  const lines = await Promise.all(
    notices.map(async (notice) => {
      const files = await attachmentsOfNotice(scope, notice.id);
      const said: readonly (readonly [label: string, value: string])[] = [
        [m.what, `${kinds[notice.kind]}, ${reasons[notice.reason]} (${notice.receipt})`],
        [m.arrived, notice.arrivedOn],
        [m.dated, notice.datedOn],
        [m.served, notice.tenantServedOn ?? ''],
        [m.sender, notice.sender],
        [m.contact, [notice.contact, notice.phone, notice.email].filter(Boolean).join(', ')],
        [m.tenant, [notice.tenant, notice.tenantIdentity].filter(Boolean).join(', ')],
        [m.address, [notice.address, notice.apartment, notice.postalCode, notice.locality].filter(Boolean).join(', ')],
        [m.message, notice.message],
        [m.files, files.map((file) => `${file.name} (${fileKinds[file.kind]}, ${size(file.size)})`).join('; ')],
      ];
      return said.flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]));
    }),
  );
  return { title: intakeMessages[language].ofCase.title, lines, data: notices };
}

export const intakeExtract = {
  parts: [{ id: 'notices', tables: ['intake_notice'], read: received }],
  without: { intake_rule: 'which unit receives notices about an address' },
} as const;
