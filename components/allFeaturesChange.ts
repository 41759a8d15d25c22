import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./ownResource";
import { TYPES } from "./typeTokens";

export interface AllFeaturesArgs {
    /** true: every account has agreed, and all features are enabled now, for good. false: every account is asked for its consent. */
    readonly finalise: boolean;
    /** The id (h-...) of an earlier request that ended without consent. Another id sends the request once more. */
    readonly previous?: string;
}

/**
 * The change of an organisation from consolidated billing to all features: a request to every invited account, then its completion.
 * Deleting this before the completion cancels the request. Afterwards there is no way back, and deleting this does nothing.
 */
export class AllFeatures extends OwnResource {
    constructor(name: string, args: AllFeaturesArgs, opts: pulumi.CustomResourceOptions) {
        super(TYPES.allFeatures, "allFeatures", name, { ...args, handshakeId: undefined, state: undefined }, opts);
    }
}
