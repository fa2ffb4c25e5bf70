import { type Attachment, AttachmentInWords, attachmentMessages } from '../../../secrecy/index.ts';
import { FileField, useMessages } from '../../../ui/index.ts';

/** In which a file that came before, and is kept, is sent again. */
export const keptField = (field: string): string => `${field}-sparad`;

/** Where one of several files is chosen; with the one that is kept, when there is one. */
export function DoorFile({
  name,
  label,
  kept,
}: {
  readonly name: string;
  readonly label: string;
  readonly kept: Attachment | undefined;
}) {
  const m = useMessages(attachmentMessages);
  return (
    <>
      {kept === undefined ? undefined : (
        <p>
          {m.kept} <AttachmentInWords file={kept} />
          <input type="hidden" name={keptField(name)} value={kept.id} />
        </p>
      )}
      <FileField name={name} label={label} help={kept === undefined ? m.choose : m.replace} />
    </>
  );
}
