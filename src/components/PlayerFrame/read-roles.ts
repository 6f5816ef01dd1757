import type { AriaRole } from 'react';
import { warnOnce } from '../../hooks/warn-once.ts';

/** What a player is for, and its role in the accessibility tree. */
export interface RoleProps {
  /**
   * What the player is for: prefix of its id. The viewer's volume is remembered for it.
   * @default 'single', 'composite' or 'music'
   */
  playerRole?: string | undefined;
  /**
   * ARIA role of the root. Without `playerRole` it is taken as the player role, which is deprecated. @default 'group'
   */
  role?: AriaRole | undefined;
}

/** Tells the player role from the ARIA role. */
export function readRoles(component: string, { playerRole, role }: RoleProps) {
  if (playerRole !== undefined || role === undefined) return { playerRole, ariaRole: role };
  warnOnce(
    `\`role\` of <${component}> is its ARIA role. Pass what the player is for as \`playerRole\`.`,
  );
  return { playerRole: role, ariaRole: undefined };
}
