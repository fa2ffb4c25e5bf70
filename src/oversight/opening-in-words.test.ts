import { expect, test } from 'vitest';
import { messages } from './messages/index.ts';
import { openingInWords } from './opening-in-words.ts';

const read = { action: 'run.timeline.read', outcome: 'ok', parts: ['entries', 'facts'], listed: false };

test.for([
  [read, 'Läste: anteckningar, uppgifter i rutinen'],
  [{ ...read, parts: ['people', 'assignment'] }, 'Läste: vilka som arbetar med ärendet'],
  [{ ...read, parts: [] }, 'Öppnade ärendet'],
  [{ ...read, parts: ['not-known-yet'] }, 'Läste: något annat i ärendet'],
  [{ ...read, listed: true }, 'Såg ärendet i en lista'],
  [{ ...read, outcome: 'refused' }, 'Försökte öppna, men fick inte'],
  [{ ...read, action: 'entry.record', outcome: 'rejected' }, 'Skickade något som inte kunde sparas'],
  [{ ...read, action: 'entry.record' }, 'Dokumenterade'],
  [{ ...read, action: 'entry.form' }, 'Öppnade ett formulär'],
  [{ ...read, action: 'consent.list', parts: ['consents'] }, 'Läste: samtycken'],
  [{ ...read, action: 'disclosure.sign', parts: ['entries', 'disclosed:plans'] }, 'Lämnade ut uppgifter'],
  [{ ...read, action: 'emergency.open', parts: ['emergency'] }, 'Öppnade ärendet i nödläge'],
  [{ ...read, action: 'shared-plan.step.add' }, 'Skrev i en samordnad plan'],
  [{ ...read, parts: ['disclosed:plans'] }, 'Läste: det som lämnades ut'],
  [{ ...read, action: 'not-known-yet.do' }, 'Gjorde något annat i ärendet'],
] as const)('%o is “%s”', ([opening, written]) => {
  expect(openingInWords(opening, messages.sv)).toBe(written);
});
