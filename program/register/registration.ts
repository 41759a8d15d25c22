import type { OrganizationModel } from "../../definition";
import type { FeatureModels } from "../../definition/feature";
import type { FoundAttachments } from "../attachments/findAttachments";
import type { InvitedAccount } from "../invitations";
import type { OrganizationChange } from "../organization";
import type { ExistingResources } from "../state";

/** Everything that the components of a run are made from. It is decided: registering asks AWS nothing. */
export interface Registration {
    /** The definition as this run applies it: the accounts in it are members, or are created. Invited accounts are in `invited`. */
    readonly model: OrganizationModel;
    /** What the features of the definition come to, as this run applies it. */
    readonly features: FeatureModels;
    /** What AWS has answered to the features, by their keys. */
    readonly found: ReadonlyMap<string, unknown>;
    /** What the stack's state has already. It is not imported a second time. */
    readonly existing: ExistingResources;
    /** The attachments that AWS has and the state has not: they are imported. */
    readonly attachments: FoundAttachments;
    /** The keys of the accounts that AWS has in their units already, while the state has them in other units. */
    readonly moved: ReadonlySet<string>;
    /** The accounts that are invited and are no members yet. */
    readonly invited: readonly InvitedAccount[];
    /** What happens to the organisation itself. */
    readonly change: OrganizationChange;
}
