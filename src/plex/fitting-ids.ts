import { isValidRole, isValidSession } from './valid-ids.ts';

/** As `sanitizeRole`. The hash is only loaded where the role has to be changed. */
export async function fittingRole(role: string): Promise<string> {
  if (isValidRole(role)) return role;
  return (await import('./identifiers.ts')).sanitizeRole(role);
}

/** As `sanitizePlexClientSession`. The hash is only loaded where the id has to be changed. */
export async function fittingSession(plexClientSession: string): Promise<string> {
  if (isValidSession(plexClientSession)) return plexClientSession;
  return (await import('./identifiers.ts')).sanitizePlexClientSession(plexClientSession);
}
