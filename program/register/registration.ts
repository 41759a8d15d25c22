import type { OrganizationModel } from "../../definition";
import type { FeatureModels } from "../../definition/feature";
import type { FoundAttachments } from "../attachments/findAttachments";
import type { InvitedAccount } from "../invitations";
import type { OrganizationChange } from "../organization";
import type { ExistingResources } from "../state";

/** Everything that the components of a run are made from. All decisions are made already: registering asks AWS nothing. */
export interface Registration {
    /** The definition as this run applies it. Its accounts are members, or are created. Invited accounts are in `invited`. */
    readonly model: OrganizationModel;
    /** The models of the features, as this run applies them. */
    readonly features: FeatureModels;
    /** AWS's answers to the features, by their keys. */
    readonly found: ReadonlyMap<string, unknown>;
    /** What the stack's state has already. It is not imported a second time. */
    readonly existing: ExistingResources;
    /** The attachments that are in AWS but not in the state: they are imported. */
    readonly attachments: FoundAttachments;
    /** The keys of the accounts that AWS already has in their units, while the state has them in other units. */
    readonly moved: ReadonlySet<string>;
    /** The accounts that AWS has closed or no longer has, while the definition still has them. */
    readonly lost: readonly { readonly key: string; readonly id: string }[];
    /** The accounts that are invited and not yet members. */
    readonly invited: readonly InvitedAccount[];
    /** What happens to the organisation itself. */
    readonly change: OrganizationChange;
}
