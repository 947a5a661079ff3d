import type { InspectImportFileData, InspectImportFileResponse, ListImportKindsResponse } from '#client/gen/types.gen.ts';

/** What a file is taken for, and its first rows. */
export type Inspection = InspectImportFileResponse;
/** What somebody has decided about it so far; the rest is guessed by the server. */
export type Given = Omit<InspectImportFileData['body'], 'file'>;
export type Kind = ListImportKindsResponse['kinds'][number];
