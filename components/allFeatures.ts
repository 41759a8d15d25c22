import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./ownResource";
import { TYPES } from "./types";

export interface AllFeaturesArgs {
    /** Every account has agreed: all features are enabled now, for good. Otherwise their consent is asked for. */
    readonly finalise: boolean;
    /** The id (h-...) of the request in whose place another is made. */
    readonly previous?: string;
}

/**
 * The change of an organisation from consolidated billing to all features: a request to every invited account, and the end of it. Deleted
 * from the stack before that, the request is cancelled; afterwards there is no way back, and nothing happens.
 */
export class AllFeatures extends OwnResource {
    /** @param name the organisation's. */
    constructor(name: string, args: AllFeaturesArgs, parent: pulumi.Resource) {
        super(
            TYPES.allFeatures,
            "allFeatures",
            name,
            { ...args, handshakeId: undefined, state: undefined },
            { parent },
        );
    }
}
