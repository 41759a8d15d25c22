import type { Capability } from "../../../cloudformation";
import type { Path } from "../../../definition/problemReport";
import type { BlockDocument } from "./blockDocument";

/** A block of the baseline: one template, which one StackSet brings into accounts. It knows units only: which accounts have it is in `accounts`. */
export interface BlockModel {
    /** Its key in `baseline`. It is its identity. */
    readonly key: string;
    /** The name of a block of the library, `template` for a file of the definition's own, or `roles`. */
    readonly kind: string;
    /** What it does, in a few words. It becomes the StackSet's description. */
    readonly title: string;
    /** Minified JSON. */
    readonly template: string;
    readonly capabilities: readonly Capability[];
    /** The values of the StackSet: those of the first place that brings it. An account may have others. */
    readonly parameters: Readonly<Record<string, string>>;
    /** It is about the account and not about a region: one stack in each account, in the home region. Then no regions are said. */
    readonly isGlobal: boolean;
    /** Stacks stay in an account when it leaves the organisation, or no longer has the block. */
    readonly keepsStacks: boolean;
    /**
     * The topmost nodes below which every unit has the block in the same regions, from the root down. None lies below another. AWS deploys to
     * new accounts below them by itself, unless an account of the definition has to be reached by its name (`plannedStackSets`).
     */
    readonly targets: readonly DeploymentTarget[];
    /** The same if no unit skipped a region of the block. Absent: they are the same. */
    readonly wholeTargets?: readonly DeploymentTarget[];
    /** Where it is written first. */
    readonly path: Path;
    /** Its StackSet is taken over: this program has made it, and the stack's state does not have it. */
    readonly existing?: true;
    /** The file of a template of the definition's own, as the definition names it. */
    readonly file?: string;
    /** The policies that it writes into accounts, as the first place says them. Absent: none. */
    readonly documents?: readonly BlockDocument[];
    /** What AWS may refuse, with its place: the data of this program may be older than AWS. Absent: nothing. */
    readonly warnings?: readonly string[];
}

/** The root or a unit, below which every unit has a block. */
export interface DeploymentTarget {
    /** The key of a unit; ROOT_UNIT for the root. */
    readonly unit: string;
    /** Sorted. Empty for a global block: the home region. */
    readonly regions: readonly string[];
}

/** A block in one account. */
export interface AccountBlock {
    /** The key of the block. */
    readonly block: string;
    /** All parameters as CloudFormation gets them, also those that are the StackSet's. */
    readonly parameters: Readonly<Record<string, string>>;
    /** Sorted. Empty for a global block: the home region. */
    readonly regions: readonly string[];
    /**
     * The target of the block that the account lies below: AWS can deploy it there by itself. Absent if the account is reached by its name: it
     * has the block alone, in other regions, or in a unit of which a part is taken out.
     */
    readonly target?: string;
    /** The place that says so last: `baseline` of the account, a unit above it or the root, and the key. */
    readonly path: Path;
}
