const sv = {
  choose: 'PDF, bild (JPEG, PNG, TIFF, HEIC), ren text, Word (docx) eller OpenDocument (odt), högst 20 MB.',
  kept: 'Filen följer med formuläret:',
  replace: 'Välj en annan fil om du vill byta.',
  drop: 'Skicka inte med filen',
  open: 'Spara filen',
  kinds: {
    pdf: 'PDF',
    jpeg: 'JPEG-bild',
    png: 'PNG-bild',
    tiff: 'TIFF-bild',
    heic: 'HEIC-bild',
    text: 'text',
    docx: 'Word',
    odt: 'OpenDocument',
  },
  states: {
    'not-scanned': 'inte viruskontrollerad',
    waiting: 'väntar på viruskontroll, kan inte sparas än',
    clean: 'viruskontrollerad',
    infected: 'innehåller skadlig kod, kan inte sparas',
  },
  size: (bytes: number) =>
    bytes < 1024 * 1024
      ? `${Math.max(1, Math.round(bytes / 1024))} kB`
      : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`,
  list: 'Bilagor',
  problems: {
    tooLarge: (most: number) =>
      `Filen är större än ${most} MB. Välj en mindre, till exempel en bild med lägre upplösning.`,
    kind: 'Filen är av ett slag som inte tas emot. Välj en PDF, en bild, ren text, docx eller odt.',
    gone: 'Filen finns inte kvar. Välj den igen.',
  },
};

const en: typeof sv = {
  choose: 'PDF, picture (JPEG, PNG, TIFF, HEIC), plain text, Word (docx) or OpenDocument (odt), at most 20 MB.',
  kept: 'The file comes along with the form:',
  replace: 'Choose another file if you want to replace it.',
  drop: 'Do not send the file',
  open: 'Save the file',
  kinds: {
    pdf: 'PDF',
    jpeg: 'JPEG picture',
    png: 'PNG picture',
    tiff: 'TIFF picture',
    heic: 'HEIC picture',
    text: 'text',
    docx: 'Word',
    odt: 'OpenDocument',
  },
  states: {
    'not-scanned': 'not checked for viruses',
    waiting: 'waits to be checked for viruses, cannot be saved yet',
    clean: 'checked for viruses',
    infected: 'contains malware, cannot be saved',
  },
  size: (bytes: number) =>
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
  list: 'Attachments',
  problems: {
    tooLarge: (most: number) =>
      `The file is larger than ${most} MB. Choose a smaller one, such as a picture of lower resolution.`,
    kind: 'The file is of a kind that is not taken. Choose a PDF, a picture, plain text, docx or odt.',
    gone: 'The file is no longer there. Choose it again.',
  },
};

export const attachmentMessages = { sv, en } as const;
