import { ActionLink, Alert } from '../../ui/index.ts';
import type { NoticeView } from './model/common.ts';

export const Notices = ({ notices }: { readonly notices: readonly NoticeView[] | undefined }) =>
  notices?.map((notice) => (
    <Alert key={notice.text} tone={notice.tone}>
      <p>
        {notice.text}{' '}
        {notice.action === undefined ? undefined : (
          <ActionLink href={notice.action.href}>{notice.action.text}</ActionLink>
        )}
      </p>
    </Alert>
  ));
