import { path } from '../../platform/path.ts';

/** Addresses of what the probation service asks for, where it is received, and of the door in a shared plan. */
export const inslussPaths = {
  requests: path('/insluss'),
  ask: path('/insluss/ny'),
  incoming: path('/insluss/inkommet'),
  incomingOne: path('/insluss/inkommet/:inquiry'),
  scan: path('/insluss/handling/:inquiry/bilaga/:attachment'),
  decline: path('/insluss/inkommet/:inquiry/avboj'),
  request: path('/insluss/begaran/:inquiry'),
  changeRequest: path('/insluss/begaran/:inquiry/andra'),
  sendRequest: path('/insluss/begaran/:inquiry/skicka'),
  dropRequest: path('/insluss/begaran/:inquiry/ta-bort'),
  door: path('/delat/plan/:plan/insluss/:door'),
} as const;
