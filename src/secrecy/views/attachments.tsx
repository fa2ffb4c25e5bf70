import { ActionLink, Checkable, FileField, useMessages } from '../../ui/index.ts';
import { type Attachment, isHandedOut } from '../attachment.ts';
import { attachmentFields } from '../attachment-field.ts';
import { attachmentMessages } from '../messages/attachments.ts';

/** A file in words: what it is called, its kind and size, and how it stands with the virus scanner. */
export function AttachmentInWords({ file }: { readonly file: Attachment }) {
  const m = useMessages(attachmentMessages);
  return (
    <>
      <b className="file-name">{file.name}</b>{' '}
      <span className="quiet">
        {m.kinds[file.kind]}, {m.size(file.size)}, {m.states[file.state]}
      </span>
    </>
  );
}

/** Files that hang on something, each to be saved and none to be shown here. */
export function Attachments({
  files,
}: {
  readonly files: readonly { readonly file: Attachment; readonly href: string }[];
}) {
  const m = useMessages(attachmentMessages);
  if (files.length === 0) return undefined;
  return (
    <ul className="attachments" aria-label={m.list}>
      {files.map(({ file, href }) => (
        <li key={file.id}>
          <AttachmentInWords file={file} />{' '}
          {isHandedOut(file) ? (
            <ActionLink href={href} context={file.name}>
              {m.open}
            </ActionLink>
          ) : undefined}
        </li>
      ))}
    </ul>
  );
}

interface AttachmentFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  /** What came with the form the last time, and is kept. */
  readonly kept?: Attachment | undefined;
}

/** Where a file is chosen; with the one that is kept, when there is one. The form must be one that takes files. */
export function AttachmentField({ label, help, kept }: AttachmentFieldProps) {
  const m = useMessages(attachmentMessages);
  const choose = help === undefined ? m.choose : `${help} ${m.choose}`;
  return (
    <>
      {kept === undefined ? undefined : (
        <div className="kept-file">
          <p>
            {m.kept} <AttachmentInWords file={kept} />
          </p>
          <input type="hidden" name={attachmentFields.kept} value={kept.id} />
          <Checkable
            type="checkbox"
            id="f-bilaga-bort"
            name={attachmentFields.dropped}
            choice={{ value: 'ja', label: m.drop }}
          />
        </div>
      )}
      <FileField name={attachmentFields.file} label={label} help={kept === undefined ? choose : m.replace} />
    </>
  );
}
