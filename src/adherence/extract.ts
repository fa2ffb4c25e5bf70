// What following up holds of an individual. Oversight says what a part of the register extract is; where both are put together the types are
// compared.

export const adherenceExtract = {
  parts: [],
  without: {
    run_tally: 'worked out from entries and facts that stand in the extract, and made anew at every write',
    adherence_figure: 'counts',
    adherence_stay: 'counts',
    deviation: 'x',
    deviation_measure: 'x',
    self_audit_questions: 'what is asked of every run that is reviewed',
    self_audit: 'which unit and period is reviewed, by whom',
    self_audit_item: 'x',
    self_audit_answer: 'x',
    self_audit_action: 'what a unit is to do better: of no individual',
  },
};
