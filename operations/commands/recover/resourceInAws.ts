import type { InterruptedChange } from "./interruptedChange";

/** What AWS has of a resource that a killed run was changing. */
export type ResourceInAws =
    | { readonly has: "nothing" }
    /** As the state would have it if the run had ended. */
    | {
          readonly has: "resource";
          readonly id: string;
          readonly outputs: Readonly<Record<string, unknown>>;
          /** Default: those that the run had. */
          readonly inputs?: Readonly<Record<string, unknown>>;
          /** For people, after the resource's name: `in 3 of 6 accounts (...)`. */
          readonly said: string;
      }
    /** It may exist, but does not belong into the state. */
    | { readonly has: "foreign"; readonly why: string };

/** Asks AWS about resources of one type. It may fail: then nobody knows. */
export type ResourceFinder = (change: InterruptedChange) => Promise<ResourceInAws>;

export const NOTHING: ResourceInAws = { has: "nothing" };
