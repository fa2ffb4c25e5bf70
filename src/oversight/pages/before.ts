import type { Before } from '../store/openings.ts';

/** "2026-10-14T10:00:00.000Z.4711", as a page's own link to the next one writes it. Anything else is the first page. */
export function readBefore(text: string | null): Before | undefined {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.(\d{1,15})$/.exec(text ?? '') ?? [];
  const time = new Date(at ?? '');
  return id === undefined || Number.isNaN(time.getTime()) ? undefined : { at: time, id: Number(id) };
}

export const writtenBefore = ({ at, id }: Before): string => `${at.toISOString()}.${id}`;
