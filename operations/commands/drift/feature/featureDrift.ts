import type { PacedCaller } from "../../../../aws/pacedCaller";
import type { DefinitionModel, Place } from "../../../../definition";
import type { Endpoints } from "../../../cli/awsAnswer";
import type { CommandClients } from "../../../cli/commandClients";
import type { ExportedResource } from "../../../cli/exportedState";
import type { DriftNode, FoundDifference } from "../driftItem";
import type { ByHand, ItemOf, TakeOver, TakeOverContext } from "./writtenTakeOver";
import type { UnreadPart } from "../read/comparedOrganization";

/**
 * A feature's part of `org drift`: what was changed by hand in AWS of what the feature manages. It is in features/<its name>/drift.ts, and
 * features/drifts.ts lists it.
 */
export interface FeatureDrift {
    /** Asks AWS, with lists where AWS has them, and changes nothing. What the stack does not have is not asked about. */
    find(reading: DriftReading): Promise<FeatureDriftAnswer>;
    /** How the definition comes to say it, or what a person has to write. */
    takeOver?(item: FeatureItem, context: TakeOverContext): TakeOver | ByHand;
}

/** An item of a kind that only a feature finds. */
export type FeatureItem = ItemOf<FeatureKind>;
export type FeatureKind = `access-${"given" | "taken"}` | `member-${"added" | "removed"}`;

export interface DriftReading {
    readonly model: DefinitionModel;
    /** The resources of the stack's state. */
    readonly resources: readonly ExportedResource[];
    readonly clients: CommandClients;
    /** Paces and counts every call. */
    readonly caller: PacedCaller;
    readonly endpoints: Endpoints;
    readonly managementAccountId: string;
    /** The account with an id, by its key where the stack has it. */
    readonly node: (id: string) => DriftNode;
    /** Whether an account is closed, or no longer in the organisation. */
    readonly isGone: (id: string) => boolean;
    /** Where a path of the definition is written. */
    readonly place: (path: readonly (string | number)[]) => Place;
    /** Today by AWS's clock, such as 2026-12-31. */
    readonly day: string;
}

export interface FeatureDriftAnswer {
    readonly differences: readonly FoundDifference[];
    /** What was compared, such as "3 groups". */
    readonly compared: readonly string[];
    /** What AWS did not answer. */
    readonly unread: readonly UnreadPart[];
}
