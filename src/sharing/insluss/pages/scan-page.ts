import { type AttachmentId, findId } from '../../../kernel/ids.ts';
import { fileKinds } from '../../../platform/file-kind.ts';
import { file as handOut, get, notFound, type Route } from '../../../platform/route.ts';
import { contentOf, isHandedOut } from '../../../secrecy/index.ts';
import { inslussPaths as paths } from '../paths.ts';
import { attachmentsOfRequest } from '../store/requests.ts';

/** The scan that came with a request, for whoever sees the request. */
export const scanPage: Route = get({
  path: paths.scan,
  may: 'shared:receive',
  audit: 'insluss.request.attachment.open',
  handle: async (request) => {
    const id = findId(request.parameters.inquiry);
    const wanted = findId<AttachmentId>(request.parameters.attachment);
    const found = id === undefined ? [] : await attachmentsOfRequest(request, id);
    const attachment = found.find((one) => one.id === wanted);
    if (!attachment || !isHandedOut(attachment)) return notFound;
    const bytes = await contentOf(request, attachment);
    if (!bytes) return notFound;
    request.touched({ parts: ['attachment'] });
    const { type, ending } = fileKinds[attachment.kind];
    return handOut(`bilaga-${attachment.sha256.slice(0, 8)}.${ending}`, type, bytes);
  },
});
