/** Text that some reader of it could take for something else. Each is long enough for fields that want a sentence. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'a script': `<script>window.__pwned=1</script> "><script>window.__pwned=2</script> och tio tecken`,
  'an image that fails': `"'><img src=x onerror="window.__pwned=3"><svg/onload=window.__pwned=4> och tio tecken`,
  'the end of what it stands in': `</textarea></title></script></style>--><script>window.__pwned=5</script>`,
  'an address that is a script': 'javascript:window.__pwned=6//https://elsewhere.example',
  'SQL after a quotation mark': `'; drop table entry; select pg_sleep(5); --`,
  'SQL with dollars and comments': `$$'); delete from audit; /* \\'; update account set active = false; --`,
  'a pattern that matches all': `%_%\\ * ? [a-z] (((((((((a+)+)+)+)+)+)+)+)+$`,
  'lines of a header': 'a\r\nX-Hostile: 1\r\nSet-Cookie: x=elsewhere.example\r\n\r\n<script>window.__pwned=7</script>',
  'a character that text has no room for': 'noll\u0000tecken och tio tecken till',
  'half a character': 'halv \ud83d och \ude00 tio tecken till',
  'marks that turn the reading': '\u202E\u2066vänd\u2069\u202C\u200F\uFEFF och tio tecken till',
  'a path': '../../../../etc/passwd och tio tecken till',
  'a formula': `=HYPERLINK("https://elsewhere.example","x") +cmd|' /C calc'!A0`,
  'a template': '${7*7} {{constructor.constructor("window.__pwned=8")()}} <%= 7*7 %> #{7*7}',
  'XML of its own': '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
  'very much': 'Å'.repeat(3000),
};

/** Hostile text that stands on a page as something else than text. */
export const executed = (html: string): readonly string[] => [
  ...(html.match(/<script>[^<]{0,60}/g) ?? []),
  ...(html.match(/<(?:img|svg)[^>]{0,40}\son\w+=?.{0,40}/g) ?? []),
  ...(html.match(/\s(?:href|src|action|formaction)="\s*(?:javascript|data):[^"]{0,60}/gi) ?? []),
  ...(html.match(/\sstyle="[^"]{0,60}/g) ?? []),
];
