import { Gathering, NoRoom, type Room, shownName, type Upload } from './upload.ts';

// Forms with files (RFC 7578), read while they come: nothing but the files' own bytes is held, and those within limits. What browsers
// send is all that is understood; anything else is malformed.

export type MultipartLimits = Readonly<{
  /** Of the whole, files that are too large among it: past this nothing more is read. */
  bytes: number;
  /** Of all that is not in files. */
  fieldBytes: number;
  fields: number;
  files: number;
}>;

export type FormWithFiles = Readonly<{ form: FormData; files: readonly Upload[]; release: () => void }>;
export type NotRead = 'malformed' | 'too-large' | 'no-room';

const largestHeader = 2048;

/** The boundary that the type gives, when it is a form with files. */
export const boundaryOf = (contentType: string): string | undefined =>
  /^multipart\/form-data\s*;\s*boundary=(?:"([\w'()+,./:=? -]{0,69}[\w'()+,./:=?-])"|([\w'+.-]{1,70}))\s*$/i
    .exec(contentType)
    ?.slice(1)
    .find((found) => found !== undefined);

/**
 * Reads the form. A file is kept when `keeps`, asked with the fields that came before it, says so, and when it is sent in one of the fields
 * of `fileFields`; else its bytes are read and dropped. `release` gives the room back: when the files have been written, or are not wanted.
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  limits: MultipartLimits,
  room: Room,
  keeps: (fields: FormData) => boolean,
  fileFields: readonly string[],
): Promise<FormWithFiles | NotRead> {
  const reading = new Reading(boundary, limits, room, keeps, fileFields);
  try {
    let total = 0;
    let problem: NotRead | undefined;
    for await (const chunk of body) {
      total += chunk.length;
      if (total > limits.bytes) problem = 'too-large';
      else problem ??= reading.take(chunk);
      if (problem) reading.release();
      // Read to its end all the same, within limits: who is still sending when the answer comes does not get it.
      if (total > limits.bytes) break;
    }
    if (problem) return problem;
  } catch (error) {
    reading.release();
    if (error instanceof NoRoom) return 'no-room';
    // The sender went away half-way, or the body was cut off.
    return 'malformed';
  }
  if (reading.state === 'end') return reading.read();
  reading.release();
  return 'malformed';
}

type Part = Readonly<{ name: string; file?: Readonly<{ name: string; gathering: Gathering }> }>;

class Reading {
  readonly form = new FormData();
  readonly files: Upload[] = [];
  state: 'delimiter' | 'after' | 'header' | 'body' | 'end' = 'delimiter';
  readonly #delimiter: Buffer;
  readonly #limits: MultipartLimits;
  readonly #room: Room;
  readonly #keeps: (fields: FormData) => boolean;
  readonly #fileFields: readonly string[];
  // A boundary follows a line's end; the first one stands at the start.
  #rest: Buffer = Buffer.from('\r\n');
  #part: Part | undefined;
  #text: Buffer[] = [];
  #fields = 0;
  #fileParts = 0;
  #fieldBytes = 0;
  readonly #gatherings: Gathering[] = [];

  constructor(
    boundary: string,
    limits: MultipartLimits,
    room: Room,
    keeps: (fields: FormData) => boolean,
    fileFields: readonly string[],
  ) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.#limits = limits;
    this.#room = room;
    this.#keeps = keeps;
    this.#fileFields = fileFields;
  }

  read(): FormWithFiles {
    return { form: this.form, files: this.files, release: () => this.release() };
  }

  release(): void {
    for (const gathering of this.#gatherings) gathering.drop();
    this.#gatherings.length = 0;
  }

  /** Takes what has come, as far as it can be understood yet. */
  take(chunk: Uint8Array): NotRead | undefined {
    // After the end browsers send nothing but a line's end.
    if (this.state === 'end') return undefined;
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const step = this.#step();
      if (step !== 'again') return step === 'more' ? undefined : step;
    }
  }

  #step(): 'again' | 'more' | NotRead {
    switch (this.state) {
      case 'delimiter':
        if (this.#rest.length < this.#delimiter.length) return 'more';
        if (!this.#rest.subarray(0, this.#delimiter.length).equals(this.#delimiter)) return 'malformed';
        return this.#go('after', this.#delimiter.length);
      case 'after': {
        if (this.#rest.length < 2) return 'more';
        const two = this.#rest.toString('latin1', 0, 2);
        if (two === '--') return this.#go('end', this.#rest.length);
        return two === '\r\n' ? this.#go('header', 2) : 'malformed';
      }
      case 'header': {
        const end = this.#rest.indexOf('\r\n\r\n');
        if (end > largestHeader || (end === -1 && this.#rest.length > largestHeader)) return 'malformed';
        if (end === -1) return 'more';
        const problem = this.#begin(this.#rest.toString('utf8', 0, end));
        return problem ?? this.#go('body', end + 4);
      }
      case 'body': {
        const end = this.#rest.indexOf(this.#delimiter);
        // What may be the beginning of a boundary waits for the rest of it.
        const whole = end === -1 ? Math.max(0, this.#rest.length - this.#delimiter.length + 1) : end;
        const problem = this.#add(this.#rest.subarray(0, whole));
        if (problem) return problem;
        if (end === -1) {
          this.#rest = this.#rest.subarray(whole);
          return 'more';
        }
        this.#finish();
        return this.#go('after', end + this.#delimiter.length);
      }
      case 'end':
        return 'more';
    }
  }

  #go(state: Reading['state'], used: number): 'again' {
    this.state = state;
    this.#rest = this.#rest.subarray(used);
    return 'again';
  }

  #begin(header: string): NotRead | undefined {
    const disposition = header
      .split('\r\n')
      .find((line) => /^content-disposition\s*:/i.test(line))
      ?.replace(/^[^:]*:\s*/, '');
    if (disposition === undefined || !/^form-data\s*;/i.test(disposition)) return 'malformed';
    const name = quoted(disposition, 'name');
    if (name === undefined || name === '' || name.length > 200) return 'malformed';
    const fileName = quoted(disposition, 'filename');
    if (fileName === undefined) {
      this.#fields += 1;
      this.#part = { name };
      return this.#fields > this.#limits.fields ? 'too-large' : undefined;
    }
    this.#fileParts += 1;
    if (this.#fileParts > this.#limits.files) return 'too-large';
    const gathering = new Gathering(this.#room, this.#fileFields.includes(name) && this.#keeps(this.form));
    this.#gatherings.push(gathering);
    this.#part = { name, file: { name: shownName(fileName), gathering } };
    return undefined;
  }

  #add(bytes: Buffer): NotRead | undefined {
    if (this.#part?.file) {
      this.#part.file.gathering.add(bytes);
      return undefined;
    }
    this.#fieldBytes += bytes.length;
    if (this.#fieldBytes > this.#limits.fieldBytes) return 'too-large';
    this.#text.push(Buffer.from(bytes));
    return undefined;
  }

  #finish(): void {
    const part = this.#part;
    if (part?.file) {
      const upload = part.file.gathering.end(part.name, part.file.name);
      // A field for a file that nothing was chosen in is sent as a file without a byte.
      if (upload.size > 0 && (upload.pieces.length > 0 || upload.tooLarge)) this.files.push(upload);
    } else if (part) this.form.append(part.name, Buffer.concat(this.#text).toString('utf8'));
    this.#part = undefined;
    this.#text = [];
  }
}

/** What a parameter of a header says; browsers write quotation marks and line ends in it as %22, %0D and %0A. */
const quoted = (header: string, parameter: string): string | undefined =>
  new RegExp(`;\\s*${parameter}="([^"]*)"`, 'i')
    .exec(header)?.[1]
    ?.replaceAll('%22', '"')
    .replaceAll(/%0[DA]/gi, ' ');
