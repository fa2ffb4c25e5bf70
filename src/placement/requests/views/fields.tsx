import { areaNames, featureNames, genders, levelNames, needNames, termIn } from '../../../matching/index.ts';
import type { Choice } from '../../../ui/form-frame.ts';
import {
  CheckboxGroup,
  DateField,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import { bodyWords } from '../../messages/body.ts';
import { asks, decisionGrounds, type FieldOfSome, type RequestKind } from '../../request-body.ts';
import type { Intervention } from '../../../matching/index.ts';
import type { Subcategory } from '../../../register/index.ts';
import { requestMessages } from '../messages/index.ts';
import { bodyFields as f, historyFields } from '../typed-body.ts';

/** The words that the register has, beside those that are always offered. */
export interface Vocabulary {
  readonly needs: readonly string[];
  readonly features: readonly string[];
  readonly areas: readonly string[];
  readonly levels: readonly string[];
}

export interface BodyFieldsProps {
  readonly kind: RequestKind;
  readonly intervention: Intervention;
  readonly value: (name: string) => string;
  readonly chosen: (name: string) => readonly string[];
  readonly vocabulary: Vocabulary;
  /** Those of the intervention. */
  readonly subcategories: readonly Subcategory[];
  readonly ageFromNumber: boolean;
  /** The routine wants the history told in full. */
  readonly wantsHistory: boolean;
}

/** Everything that is asked for one intervention, and nothing else. */
export function BodyFields(props: BodyFieldsProps) {
  const { kind, intervention, value, chosen, vocabulary, subcategories, ageFromNumber, wantsHistory } = props;
  const language = useLanguage();
  const today = useToday();
  const m = useMessages(requestMessages).form;
  const w = bodyWords[language];
  const asked = (field: FieldOfSome): boolean => asks({ kind, intervention }, field);
  const one = (name: string, id: string, label: string): Choice => ({
    value: id,
    label,
    checked: value(name) === id,
  });
  const several = (name: string, known: readonly string[]): readonly Choice[] =>
    [...new Set([...known, ...chosen(name)])].map((code) => ({
      value: code,
      label: termIn(language, code),
      checked: chosen(name).includes(code),
    }));
  const codes = (names: object, more: readonly string[]): readonly string[] => [...Object.keys(names), ...more];
  return (
    <>
      <h2>{m.what}</h2>
      {subcategories.length > 0 ? (
        <RadioGroup
          name={f.subcategory}
          label={w.labels.subcategory}
          choices={subcategories.map(({ id, name }) => one(f.subcategory, id, name[language]))}
          required
        />
      ) : undefined}
      <RadioGroup
        name={f.urgency}
        label={w.labels.isAcute}
        choices={(['akut', 'planerat'] as const).map((id) => one(f.urgency, id, m.urgencies[id]))}
        required
        inline
      />
      <DateField name={f.start} label={w.labels.start} value={value(f.start)} earliest={today} required />
      {asked('months') ? (
        <TextField name={f.months} label={m.months} value={value(f.months)} inputMode="numeric" width={4} />
      ) : undefined}
      <Select
        name={f.decisionGround}
        label={w.labels.decisionGround}
        groups={[{ choices: decisionGrounds.map((id) => one(f.decisionGround, id, w.decisionGrounds[id])) }]}
        required
      />
      {asked('supportLevel') ? (
        <RadioGroup
          name={f.supportLevel}
          label={w.labels.supportLevel}
          choices={[...new Set(codes(levelNames, [...vocabulary.levels, ...chosen(f.supportLevel)]))]
            .filter((id) => id !== '')
            .map((id) => one(f.supportLevel, id, termIn(language, id)))}
          inline
        />
      ) : undefined}
      <h2>{m.person}</h2>
      <TextField
        name={f.age}
        label={w.labels.age}
        help={ageFromNumber ? m.ageFromNumber : m.ageHelp}
        value={value(f.age)}
        inputMode="numeric"
        width={4}
        required
      />
      <RadioGroup
        name={f.gender}
        label={w.labels.gender}
        choices={genders.map((id) => one(f.gender, id, w.genders[id]))}
        required
        inline
      />
      {asked('household') ? (
        <TextField
          name={f.household}
          label={w.labels.household}
          value={value(f.household)}
          inputMode="numeric"
          width={4}
          required
        />
      ) : undefined}
      <CheckboxGroup
        name={f.needs}
        label={w.labels.needs}
        help={m.needsHelp}
        choices={several(f.needs, codes(needNames, vocabulary.needs))}
      />
      <TextArea
        name={f.needsInWords}
        label={w.labels.needsInWords}
        help={m.needsInWordsHelp}
        value={value(f.needsInWords)}
      />
      {asked('history') ? (
        <>
          <h2>{m.history}</h2>
          <p className="reading">{m.historyHelp}</p>
          {historyFields.map((field) => (
            <TextArea
              key={field}
              name={f[field]}
              label={w.labels[`history.${field}`]}
              value={value(f[field])}
              required={wantsHistory}
            />
          ))}
        </>
      ) : undefined}
      <h2>{m.wishesHeading}</h2>
      <TextArea name={f.wishes} label={w.labels.wishes} help={m.wishesHelp} value={value(f.wishes)} />
      {asked('features') ? (
        <CheckboxGroup
          name={f.features}
          label={w.labels.features}
          help={m.featuresHelp}
          choices={several(f.features, codes(featureNames, vocabulary.features))}
        />
      ) : undefined}
      {asked('areas') ? (
        <CheckboxGroup
          name={f.areas}
          label={w.labels.areas}
          help={m.featuresHelp}
          choices={several(f.areas, codes(areaNames, vocabulary.areas))}
        />
      ) : undefined}
      {asked('avoidAreas') ? (
        <CheckboxGroup
          name={f.avoidAreas}
          label={w.labels.avoidAreas}
          help={m.avoidHelp}
          choices={several(f.avoidAreas, codes(areaNames, vocabulary.areas))}
        />
      ) : undefined}
      {asked('excludedUnits') ? (
        <TextArea
          name={f.excludedUnits}
          label={w.labels.excludedUnits}
          help={m.excludedHelp}
          value={value(f.excludedUnits)}
        />
      ) : undefined}
      {asked('maxDailyRate') ? (
        <TextField
          name={f.maxDailyRate}
          label={w.labels.maxDailyRate}
          help={m.rateHelp}
          value={value(f.maxDailyRate)}
          inputMode="numeric"
          width={10}
        />
      ) : undefined}
    </>
  );
}
