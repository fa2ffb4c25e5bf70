import type { ReactNode } from 'react';
import type { Language } from '../kernel/text.ts';
import { LanguageProvider, useMessages } from './language.tsx';
import { mainId } from './main.tsx';
import { messages } from './messages/index.ts';

interface PageProps {
  readonly language: Language;
  readonly today: string;
  readonly stylesheets: readonly string[];
  readonly scripts: readonly string[];
  readonly font?: string | undefined;
  readonly icon?: string | undefined;
  readonly header?: ReactNode;
  readonly children: ReactNode;
}

/** The whole document around a view; the view's `Main` gives the title. */
export function Page({ language, today, stylesheets, scripts, font, icon, header, children }: PageProps) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        {font === undefined ? undefined : (
          <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        )}
        {stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
        {icon === undefined ? undefined : <link rel="icon" href={icon} />}
      </head>
      <body>
        <LanguageProvider language={language} today={today}>
          <SkipLink />
          <div className="shell">
            {header}
            {children}
          </div>
        </LanguageProvider>
      </body>
    </html>
  );
}

function SkipLink() {
  return (
    <a className="skip-link" href={`#${mainId}`}>
      {useMessages(messages).skipToContent}
    </a>
  );
}
