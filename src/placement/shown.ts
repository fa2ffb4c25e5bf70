import type { Typed } from '../platform/typed.ts';
import type { FieldError } from '../ui/form-frame.ts';

/** What a form is shown again with. */
export type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[]; problem?: string | undefined }>;
