import { paths as casework } from '../casework/index.ts';
import { path } from '../platform/path.ts';

/** The addresses of following up. */
export const paths = {
  adherence: path('/uppfoljning'),
  adherenceFile: path('/uppfoljning/fil'),
  deviations: path('/uppfoljning/avvikelser'),
  registerDeviation: casework.registerDeviation,
  deviation: path('/uppfoljning/avvikelser/:deviation'),
  deviationAssign: path('/uppfoljning/avvikelser/:deviation/ansvarig'),
  deviationMeasure: path('/uppfoljning/avvikelser/:deviation/atgard'),
  deviationClose: path('/uppfoljning/avvikelser/:deviation/avsluta'),
  selfAudits: path('/uppfoljning/egenkontroll'),
  drawSelfAudit: path('/uppfoljning/egenkontroll/ny'),
  selfAuditQuestions: path('/uppfoljning/egenkontroll/fragor/:routine'),
  selfAudit: path('/uppfoljning/egenkontroll/:audit'),
  selfAuditItem: path('/uppfoljning/egenkontroll/:audit/genomgang/:number'),
  selfAuditAction: path('/uppfoljning/egenkontroll/:audit/atgard'),
  selfAuditActionDone: path('/uppfoljning/egenkontroll/:audit/atgard/:action/klar'),
  selfAuditClose: path('/uppfoljning/egenkontroll/:audit/avsluta'),
} as const;
