import type { ReactNode } from 'react';

export type Tone = 'info' | 'ok' | 'soon' | 'late' | 'stopped';

interface AlertProps {
  readonly tone?: Tone;
  /** It has just happened: read aloud when the page opens; `urgent` also takes the focus. */
  readonly live?: 'calm' | 'urgent';
  readonly children: ReactNode;
}

/** Something to know before reading on. */
export function Alert({ tone = 'info', live, children }: AlertProps) {
  const urgent = live === 'urgent';
  return (
    <div
      className="alert"
      data-tone={tone}
      role={live === undefined ? undefined : urgent ? 'alert' : 'status'}
      tabIndex={urgent ? -1 : undefined}
      data-focus={urgent ? true : undefined}
    >
      {children}
    </div>
  );
}
