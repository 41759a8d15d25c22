/**
 * The ring, after all others, of accounts that are quarantined no longer: Pulumi detaches the policy that denies everything at the end of the run,
 * so it may still be there. No failure in it stops anything.
 */
export const RELEASED_RING = "accounts that were quarantined";

/** Accounts and regions of one operation. */
export interface StackSelection {
    /** The targets that the operation names: AWS takes no accounts of a service-managed StackSet without them. */
    readonly units: readonly string[];
    readonly regions: readonly string[];
    /** The accounts in those targets. Empty: all of them but the `excluded`. */
    readonly accounts: readonly string[];
    readonly excluded: readonly string[];
}

/** One operation on a StackSet. AWS runs one at a time. */
export type RolloutStep =
    /** What AWS does with accounts that come and go. It concerns no stack. */
    | { readonly kind: "automatic" }
    /** The description alone: no stack changes. */
    | { readonly kind: "description"; readonly selection: StackSelection | undefined }
    /** Template, parameters and tags of the StackSet, and the first stacks that get them. All others are outdated until their ring. */
    | { readonly kind: "content"; readonly ring?: string; readonly selection: StackSelection | undefined }
    /** Brings outdated stacks to what the StackSet says, and tries again where that has failed. */
    | { readonly kind: "update"; readonly ring: string; readonly selection: StackSelection }
    | {
          readonly kind: "create" | "override";
          readonly ring: string;
          readonly selection: StackSelection;
          readonly parameters: Readonly<Record<string, string>>;
      }
    /**
     * @member keeps the stack stays in the account: it leaves the StackSet only.
     * @member attempt absent: the first one. `again`: an earlier run has failed to delete it. `given up`: so has this one.
     */
    | {
          readonly kind: "delete";
          readonly ring: string;
          readonly selection: StackSelection;
          readonly keeps: boolean;
          readonly attempt?: "again" | "given up";
      }
    /** A unit without accounts that have the block: AWS gives it to accounts that come. */
    | { readonly kind: "target"; readonly selection: StackSelection }
    /** A unit that is no target any more. */
    | { readonly kind: "untarget"; readonly selection: StackSelection; readonly keeps: boolean };

/** One stack: `111122223333 in eu-central-1`. */
export function stackKey({ account, region }: { readonly account: string; readonly region: string }): string {
    return `${account} in ${region}`;
}
