/** The permissions of the roles that run this program, as data. */
import { BASELINE_PERMISSIONS } from "./baselinePermissions";
import type { PermissionStatement } from "./permissionStatement";
import { POWER_PERMISSIONS } from "./powerPermissions";
import { ROLE_PERMISSIONS } from "./rolePermissions";
import { SECURITY_PERMISSIONS } from "./securityPermissions";

export { COMMAND_PERMISSIONS, COMMANDS_WITHOUT_CREDENTIALS, type CommandPermissions } from "./commandPermissions";
export {
    PARTS,
    POWERS,
    type PermissionPart,
    type PermissionStatement,
    type ProgramRole,
    type RolePower,
} from "./permissionStatement";
export { POWER_PURPOSES } from "./powerPermissions";

/** All of them, those that need a power last. */
export const PERMISSIONS: readonly PermissionStatement[] = [
    ...ROLE_PERMISSIONS,
    ...BASELINE_PERMISSIONS,
    ...SECURITY_PERMISSIONS,
    ...POWER_PERMISSIONS,
];
