import type { FeatureModel } from "../../../definition/feature";
import type { Path } from "../../../definition/problemReport";
import type { AccessModel, GrantModel } from "./grantModel";
import type { GroupModel, UserModel } from "./peopleDirectoryModel";
import type { PermissionSetModel } from "./permissionSetModel";

/** What a definition says of people, after inheritance. */
export interface PeopleModel extends FeatureModel {
    /** The region of the Identity Center instance; absent: it is found. */
    readonly region?: string;
    /** Sorted by key. */
    readonly groups: readonly GroupModel[];
    /** Sorted by key. */
    readonly users: readonly UserModel[];
    /** Those that the definition has, and those of the library that `access` names; sorted by key. */
    readonly permissionSets: readonly PermissionSetModel[];
    /** In the order of the definition. */
    readonly grants: readonly GrantModel[];
    /** Absent if the definition acknowledges nothing. */
    readonly acknowledge?: PeopleAcknowledgements;
    /** What grants mean in the management account, which is no account of the definition. */
    readonly managementAccess: readonly AccessModel[];
    /**
     * By account key, for every account of the definition: who may do what there, in the order of the grants. Empty if there are no grants.
     * Grants that have ended are among them: `plannedAccess` (features/people/plan) leaves them out.
     */
    readonly accounts: ReadonlyMap<string, AccessInAccount>;
}

/** What a definition says is intended. */
export interface PeopleAcknowledgements {
    /** The accounts that nobody may administer after the change: keys, and `managementAccount`. */
    readonly withoutAdministrator: readonly string[];
    /** Who may lose a permission set even if nobody administers an account after that; absent: nobody. */
    readonly losses?: readonly AcknowledgedLoss[];
    /** The keys of the permission sets that may be replaced, because their name changes. */
    readonly replaces: readonly string[];
    /** The keys of the permission sets that may be used in the management account and in others beside a delegated administrator. */
    readonly notDelegated?: readonly string[];
}

/** A user or group that may lose a permission set in every account, and with it the last way in. */
export interface AcknowledgedLoss {
    /** A key. The definition need not have it any more. */
    readonly permissionSet: string;
    /** The same. */
    readonly who: string;
    /** The last day, such as 2026-12-31. */
    readonly until: string;
    readonly path: Path;
}

export interface AccessInAccount {
    readonly access: readonly AccessModel[];
}
