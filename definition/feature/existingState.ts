import type { Path } from "../problemReport";
import type { Place } from "../problems";

/** The resources of earlier runs in the stack's state, as far as features need them. */
export interface ExistingState {
    /** Today by AWS's clock, or this machine's where AWS was not asked, such as 2026-12-31. */
    readonly day?: string;
    /** Absent before the organisation exists. */
    readonly managementAccountId?: string;
    /** By account key. */
    readonly accounts: ReadonlyMap<string, ExistingMember>;
    /** The ids of the units by their keys. Absent where nobody knows them. */
    readonly units?: ReadonlyMap<string, string>;
    /** Where a path of the definition is written, for refusals. Absent where nobody refuses. */
    readonly placeOf?: (path: Path) => Place;
    /** The resources that features have registered, by Pulumi's type token. */
    readonly resources: ReadonlyMap<string, readonly ExistingResource[]>;
    /** What a killed run was creating, by Pulumi's type token and the resource's name: AWS may have it. Absent where nobody looked. */
    readonly interruptedCreations?: readonly { readonly type: string; readonly name: string }[];
}

/** An account in the stack's state. */
export interface ExistingMember {
    readonly id: string;
    /** The key of its unit. Absent in the root, and where the stack does not have its unit. */
    readonly unit?: string;
}

/** A resource in the stack's state. */
export interface ExistingResource {
    /** The resource's name in the stack, such as `ap-east-1@shop`. */
    readonly name: string;
    readonly outputs: Readonly<Record<string, unknown>>;
    /** Why the last run did not finish its change. Only an exported state says it: `org` knows it, and a run does not. */
    readonly errors?: readonly string[];
}
