import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import { Button, Disclosure, Form, RadioGroup, Select, TextField, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, Administration, type Links } from './frame.tsx';

interface UnitsProps {
  readonly links: Links;
  readonly areas: readonly {
    readonly key: string;
    readonly name: string;
    readonly id: string;
    readonly kind: string;
    readonly units: readonly { readonly key: string; readonly name: string; readonly id: string }[];
  }[];
  readonly areaForm: {
    readonly frame: FormFrame;
    readonly id: string;
    readonly name: string;
    readonly kinds: readonly Choice[];
  };
  readonly unitForm: {
    readonly frame: FormFrame;
    readonly id: string;
    readonly name: string;
    readonly areas: readonly Choice[];
  };
}

export const areaFields = { id: 'omradets-id', name: 'omradets-namn', kind: 'slag' } as const;

export function Units({ links, areas, areaForm, unitForm }: UnitsProps) {
  const all = useMessages(organisationMessages);
  const m = all.units;
  const hasErrors = ({ errors }: FormFrame): boolean => (errors ?? []).length > 0;
  return (
    <Administration title={all.sections.units} links={links}>
      <p className="reading">{m.areaIntro}</p>
      {areas.map((area) => (
        <section key={area.key}>
          <h2>{area.name}</h2>
          <p className="quiet">
            {area.kind}, {area.id}
          </p>
          {area.units.length === 0 ? (
            <p className="quiet">{m.none}</p>
          ) : (
            <ul className="lines">
              {area.units.map((unit) => (
                <li key={unit.key}>
                  {unit.name} <span className="quiet">{unit.id}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <Disclosure kind="section" summary={m.addUnit} open={hasErrors(unitForm.frame)}>
        <Form frame={unitForm.frame} buttons={<Button>{all.save}</Button>}>
          <TextField name={f.id} label={m.id} help={m.idHelp} value={unitForm.id} width={20} required />
          <TextField name={f.name} label={m.name} value={unitForm.name} required />
          <Select name={f.area} label={m.area} groups={[{ choices: unitForm.areas }]} required />
        </Form>
      </Disclosure>
      <Disclosure kind="section" summary={m.addArea} open={hasErrors(areaForm.frame)}>
        <Form frame={areaForm.frame} buttons={<Button>{all.save}</Button>}>
          <TextField name={areaFields.id} label={m.id} help={m.idHelp} value={areaForm.id} width={20} required />
          <TextField name={areaFields.name} label={m.name} value={areaForm.name} required />
          <RadioGroup name={areaFields.kind} label={m.kind} choices={areaForm.kinds} inline required />
        </Form>
      </Disclosure>
    </Administration>
  );
}
