import { provisionFormNames } from '../../../matching/index.ts';
import {
  Alert,
  Button,
  Form,
  type FormFrame,
  Main,
  StatusMark,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import type { OfferInWords } from '../../../register/index.ts';
import { kronor } from '../../../kernel/number.ts';
import type { Candidate } from '../match-filters.ts';
import { deskMessages } from '../messages/index.ts';

export const recommendFields = { note: 'om-forslaget' } as const;
/** The fields of one offer, by its rank in the match. */
export const positionField = (rank: number): string => `plats-${rank}`;
export const departureField = (rank: number): string => `skal-${rank}`;
export const noteField = (rank: number): string => `tillagg-${rank}`;

export interface RecommendLine {
  readonly candidate: Candidate;
  readonly words: OfferInWords | undefined;
  readonly isAside: boolean;
}

interface Props {
  readonly frame: FormFrame;
  readonly about: string;
  readonly lines: readonly RecommendLine[];
  readonly total: number;
  /** What the order of the match is called. */
  readonly order: string;
  readonly problem?: string | undefined;
  readonly value: (field: string) => string;
}

/** Offers of a match, in its order, each with a place to say where in the recommendation it is to stand. */
export function Recommend({ frame, about, lines, total, order, problem, value }: Props) {
  const m = useMessages(deskMessages).recommend;
  const all = useMessages(deskMessages);
  const language = useLanguage();
  return (
    <Main title={m.title}>
      <Back href={frame.cancelHref}>{about}</Back>
      <h1>{m.title}</h1>
      {problem === undefined ? undefined : (
        <Alert tone="soon" live="urgent">
          {problem}
        </Alert>
      )}
      <p className="reading">
        {m.intro} {m.byOrder(order)}
      </p>
      <Form frame={frame} buttons={<Button>{m.send}</Button>}>
        {lines.map(({ candidate, words, isAside }) => {
          const { rank, offer, form, unknown } = candidate;
          return (
            <fieldset className="ds-fieldset offer-choice" key={offer}>
              <legend className="ds-label">
                {rank}. {words?.unitName ?? candidate.unit}
              </legend>
              <p className="quiet">
                {[
                  words?.providerName,
                  provisionFormNames[form][language],
                  candidate.dailyRate === undefined
                    ? all.recommendation.noPrice
                    : all.recommendation.price(kronor(candidate.dailyRate, language)),
                  unknown.length === 0 ? undefined : `${unknown.length} ${all.match.questions.toLowerCase()}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {isAside ? <StatusMark mark="stopped" word={m.departureHelp} /> : undefined}
              <TextField
                name={positionField(rank)}
                label={m.placeOf}
                value={value(positionField(rank))}
                width={3}
                inputMode="numeric"
              />
              <details
                className="disclosure inline"
                open={
                  value(departureField(rank)) !== '' ||
                  value(noteField(rank)) !== '' ||
                  (frame.errors ?? []).some(({ field }) => field === departureField(rank))
                }
              >
                <summary>{m.reasonAndNote}</summary>
                <div className="disclosed">
                  <TextField
                    name={departureField(rank)}
                    label={m.departure}
                    help={m.departureHelp}
                    value={value(departureField(rank))}
                  />
                  <TextField name={noteField(rank)} label={m.noteFor} value={value(noteField(rank))} />
                </div>
              </details>
            </fieldset>
          );
        })}
        {total > lines.length ? <p>{m.more(lines.length, total)}</p> : undefined}
        <TextArea name={recommendFields.note} label={m.note} value={value(recommendFields.note)} />
      </Form>
    </Main>
  );
}
