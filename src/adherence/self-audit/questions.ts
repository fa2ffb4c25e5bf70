/** The questions that a text holds, one a line; empty lines are none. */
export const questionsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const mostQuestions = 20;
export const mostRuns = 50;
