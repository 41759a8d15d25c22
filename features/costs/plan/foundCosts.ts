import type { Place, Problem } from "../../../definition";
import type { Path } from "../../../definition/problemReport";
import type { BudgetModel } from "../model";

/** What AWS says that the state does not. Every list is empty if there was nothing to ask. */
export interface FoundCosts {
    readonly tags: FoundTags;
    /** Ids by which this run imports what the definition says exists already, by the names of the resources. */
    readonly imports: {
        readonly budgets: ReadonlyMap<string, string>;
        readonly monitors: ReadonlyMap<string, { readonly arn: string; readonly name: string }>;
        readonly subscriptions: ReadonlyMap<string, string>;
        /** The name of the bucket that an earlier export has left. */
        readonly bucket?: string;
        /** The role through which budgets stop accounts is in AWS, and not in the stack. */
        readonly stopRole?: true;
    };
    /** The keys of the monitors of each subscription that exists, in AWS's order. Another order would be a change. */
    readonly monitorOrder: ReadonlyMap<string, readonly string[]>;
    /** The keys of the accounts of each budget in the stack, in AWS's order. Another order would be a change. */
    readonly accountOrder: ReadonlyMap<string, readonly string[]>;
    /** What AWS has already under a name that this run would create. */
    readonly taken: readonly TakenName[];
    /** Existing monitors that the definition takes over for something that they do not watch. */
    readonly misusedMonitors: readonly MisusedMonitor[];
    /** The cost categories that this run takes over by their ids. */
    readonly categories: readonly TakenOverCategory[];
    /** Budgets that the definition says exist, and AWS does not have. */
    readonly missing: readonly BudgetModel[];
    /** Budgets that the definition says exist, and AWS did not say whether it has them. */
    readonly unconfirmed: readonly BudgetModel[];
    /** Budgets of the whole organisation that AWS has with a filter. The AWS provider leaves a filter as it is if the program has none. */
    readonly filtered: readonly FilteredBudget[];
    /** The names of budgets in the stack that AWS no longer has. */
    readonly lost: readonly string[];
    /** The names of budgets that would count nothing. They are not registered. */
    readonly empty: readonly string[];
    readonly exceeded: readonly BudgetFigures[];
    /** The names of budgets that filter by a tag or category and have seen no cost for months. */
    readonly silent: readonly string[];
    /** The accounts to which AWS Budgets has attached the policy `stop-spending`. */
    readonly stopped: readonly StoppedAccount[];
    /** AWS was asked which accounts are stopped, and did not answer: there may be some. */
    readonly areStopsUnread: boolean;
    /** The policy `stop-spending` stays in AWS, whether or not a budget stops an account. */
    readonly isStopPolicyKept: boolean;
    readonly moves: readonly AccountMove[];
    /** How many requests of this run AWS bills. */
    readonly billedRequests: number;
    /** What AWS did not say, and why: `the budgets (AccessDeniedException)`. */
    readonly unread: readonly string[];
    /** Where accounts are written, by key, and any place of the definition. */
    readonly places: ReadonlyMap<string, WrittenPlace>;
    readonly anywhere: Place;
    /** Where a path is written. Absent if nobody knows. */
    readonly placeOf?: (path: Path) => Place;
}

/** Where something is written: its place in a file, and its path of keys. */
export type WrittenPlace = Pick<Problem, "place" | "path">;

/** Cost allocation tags: those that this run registers, and those that AWS does not know yet. */
export interface FoundTags {
    readonly registered: readonly string[];
    /** Those of `registered` that are active in AWS and not in the stack: they are imported. */
    readonly active: ReadonlySet<string>;
    readonly waiting: readonly string[];
    /** AWS was asked and did not answer, so new ones are not registered. */
    readonly unread: readonly string[];
}

/** A name in AWS that belongs to something that is not in the stack. */
export interface TakenName {
    readonly what: "budget" | "category" | "monitor" | "subscription" | "bucket" | "export" | "role";
    readonly name: string;
    readonly path: readonly (string | number)[];
    /** By which it can be taken over. */
    readonly id?: string;
    /** It belongs to another AWS account, or is in another region. */
    readonly isForeign?: true;
    /** The stack has it under another name, so that it cannot be taken over. */
    readonly isRenamed?: true;
}

/** A cost category that a new dimension names by its id. */
export interface TakenOverCategory {
    /** The dimension's. */
    readonly key: string;
    /** The name that the dimension gives it. */
    readonly name: string;
    readonly id: string;
    /** Absent: AWS has no category with this id. */
    readonly nameInAws?: string;
}

export interface FilteredBudget extends Pick<BudgetModel, "name" | "path"> {
    /** An earlier run has created it or taken it over. */
    readonly isInStack: boolean;
}

/** A monitor that exists, and watches something else than the definition says. */
export interface MisusedMonitor {
    readonly id: string;
    /** Such as `services`, `team shop`. */
    readonly key: string;
    /** What it watches, such as `the services`. Absent: AWS has no such monitor. */
    readonly watched?: string;
}

export interface BudgetFigures {
    readonly name: string;
    readonly amount: number;
    readonly spent: number;
    readonly currency: string;
    readonly period: string;
}

export interface StoppedAccount {
    /** Its key in the stack; absent for an account that is not in it. */
    readonly key?: string;
    readonly id: string;
    /** It is in the definition, and one of its budgets stops it. */
    readonly isStopKept: boolean;
    /** It is in the definition. */
    readonly isDefined: boolean;
}

/** An account that changes what its costs belong to. */
export interface AccountMove {
    readonly key: string;
    readonly id: string;
    /** `moves to Workloads`, `is closed`, `changes team from shop to data`. */
    readonly changes: readonly string[];
    /** The names of the budgets that no longer count it, and of those that begin to. */
    readonly leaves: readonly string[];
    readonly enters: readonly string[];
    /** Those that count it until it is removed from the definition, of an account that will then be closed or leave. */
    readonly leavesWhenRemoved?: readonly string[];
    /** What it cost in the month before this one. Absent if it is not known. */
    readonly lastMonth?: { readonly month: string; readonly amount: number; readonly currency: string };
}

export const NO_COSTS_FOUND: FoundCosts = {
    tags: { registered: [], active: new Set(), waiting: [], unread: [] },
    imports: { budgets: new Map(), monitors: new Map(), subscriptions: new Map() },
    monitorOrder: new Map(),
    accountOrder: new Map(),
    taken: [],
    misusedMonitors: [],
    categories: [],
    missing: [],
    unconfirmed: [],
    filtered: [],
    lost: [],
    empty: [],
    exceeded: [],
    silent: [],
    stopped: [],
    areStopsUnread: false,
    isStopPolicyKept: false,
    moves: [],
    billedRequests: 0,
    unread: [],
    places: new Map(),
    anywhere: { file: "the definition" },
};
