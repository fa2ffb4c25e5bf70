// The little of oidc-provider that the tests use: it brings no types.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Client = Readonly<{ backchannelLogout: (subject: string, session: string) => Promise<void> }>;
  type Grant = { addOIDCScope: (scope: string) => void; save: () => Promise<string> };
  export type Context = Readonly<{
    oidc: Readonly<{
      client: Readonly<{ clientId: string }>;
      session: Readonly<{ accountId: string }>;
      params: Readonly<{ scope: string }>;
    }>;
  }>;

  export default class Provider {
    constructor(issuer: string, configuration: object);
    readonly Client: Readonly<{ find: (id: string) => Promise<Client> }>;
    readonly Grant: new (of: Readonly<{ clientId: string; accountId: string }>) => Grant;
    callback: () => (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>;
  }
}
