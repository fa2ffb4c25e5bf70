import type { Language } from '../../kernel/text.ts';
import { TextArea } from '../../ui/index.ts';
import { fieldWords, type Ground } from '../ground.ts';

/** The name that a ground's question has in a form. */
export const groundField = (ground: string, field: string): string => `grund.${ground}.${field}`;

interface GroundFieldsProps {
  readonly ground: Pick<Ground, 'id' | 'fields'>;
  readonly language: Language;
  readonly value: (name: string) => string;
}

/** What somebody who uses a ground must state, as the lawyers ask it. */
export const GroundFields = ({ ground, language, value }: GroundFieldsProps) =>
  ground.fields.map((field) => {
    const name = groundField(ground.id, field.id);
    return (
      <TextArea key={name} name={name} {...fieldWords(field, language)} required={field.required} value={value(name)} />
    );
  });
