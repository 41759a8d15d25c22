import { Catalogue, evaluate, type Hierarchy } from "../evaluation";
import { partitionOf } from "../request/endpointRegions";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import { areasOf, type EffectArea, type AskerInRegion } from "./effectArea";
import type { PolicyChange, AccountGroup, ChangeSides } from "./policyChange";
import { ClassifiedActions, type ActionClass } from "./actionClasses";
import { askersOf, elsewhere, MOST_NAMED, namedRegions, partiesOf, type Asker } from "./comparedPrincipals";
import { decisionDifference, type DecisionDifference } from "./decisionDifference";

/** Actions that accounts gain or lose in the same way. */
export interface ActionsEffect extends DecisionDifference, EffectArea {
    /** As AWS writes them, sorted. */
    readonly actions: readonly string[];
    /** Other policies deny, or may deny, some of it before and after. */
    readonly partly: boolean;
}

export interface ChangeComparison {
    /** The keys of the accounts that are affected, sorted. */
    readonly accounts: readonly string[];
    readonly effects: readonly ActionsEffect[];
    /** The accounts that were not compared, because that would have taken too many questions. */
    readonly uncompared: readonly string[];
    /** What else was left out because of the limits, in words. */
    readonly left: readonly string[];
}

/** The most questions for all accounts together. They take about five seconds of processor time. */
export const MOST_EVALUATIONS = 300_000;

/** Dividing the actions for one group takes as long as this many questions. */
const COST_OF_GROUP = 200;

/** What is asked for a change. */
interface ChangeQuestions {
    readonly askers: readonly Asker[];
    readonly regions: readonly string[];
    /** Each asker in each region. */
    readonly cells: readonly AskerInRegion[];
    /** Only actions that one of these statements matches are compared; undefined: all actions. */
    readonly touched: readonly PolicyStatement[] | undefined;
    /** What was left out because of the limits, in words. */
    readonly left: readonly string[];
}

interface FoundInGroups {
    /** By the number of an action: 1 if it is affected in some group. */
    readonly live: Uint8Array;
    /** The numbers of the classes of which other policies deny a part in some group. */
    readonly partly: ReadonlySet<number>;
    readonly accounts: string[];
    readonly uncompared: string[];
}

/**
 * Compares what policies allow before and after a change, for AWS's actions, in the regions in use and for the principals that policies
 * name.
 */
export class ChangeComparer {
    readonly #region: string;
    readonly #partition: string;
    readonly #actions: ClassifiedActions;
    readonly #catalogue: Catalogue;
    readonly #most: number;
    #evaluations = 0;

    private constructor(catalogue: Catalogue, region: string, most: number) {
        this.#catalogue = catalogue;
        this.#region = region;
        this.#most = most;
        this.#partition = partitionOf(region);
        this.#actions = new ClassifiedActions(catalogue, this.#partition);
    }

    /**
     * @param region the stack's region, which is always compared
     * @param most the most questions that it may ask; what is left out is reported
     */
    static async for(
        changes: readonly PolicyChange[],
        region: string,
        most = MOST_EVALUATIONS,
    ): Promise<ChangeComparer> {
        return new ChangeComparer(await Catalogue.load(servicesOf(changes)), region, most);
    }

    /** The number of AWS's services, if all of them are loaded. */
    get services(): number | undefined {
        const { services } = this.#catalogue;
        return services.every((service) => this.#catalogue.isLoaded(service)) ? services.length : undefined;
    }

    actionsOf(service: string): number {
        return this.#catalogue.actionsOf(service).length;
    }

    compare(change: PolicyChange): ChangeComparison {
        const asked = this.#whatToAsk(change);
        const { cells, touched } = asked;
        const classes = this.#actions.classes(change.statements, touched);
        if (!this.#spendOn(classes, cells)) {
            const uncompared = change.groups.flatMap((group) => group.accounts);
            return { accounts: [], effects: [], uncompared, left: [] };
        }
        /** By the number of each class: what would happen if no other policy were in force. */
        const alone = classes.map(({ first }) => cells.map((cell) => this.#differ(first, cell, change.sides)));
        const found = this.#compareGroups(change, asked, classes, alone);
        const effects = classes.flatMap(({ members }, number) => {
            const actions = members
                .filter((member) => found.live[member] === 1)
                .map((member) => this.#actions.nameOf(member));
            if (actions.length === 0) return [];
            return byDifference(alone[number] ?? [], cells).flatMap(({ difference, at }) =>
                areasOf(at, asked.askers, asked.regions, elsewhere(this.#region)).map((area) => ({
                    ...difference,
                    ...area,
                    actions,
                    partly: found.partly.has(number),
                })),
            );
        });
        return {
            accounts: found.accounts.sort(),
            effects: merged(effects),
            uncompared: found.uncompared.sort(),
            left: asked.left,
        };
    }

    /** The principals and regions that are compared for a change, and the statements whose actions are. */
    #whatToAsk({
        statements,
        groups,
        sides: { before, after },
        roles,
        ofResources,
        ofAllowList,
    }: PolicyChange): ChangeQuestions {
        const all = [...new Set([...statements, ...groups.flatMap((group) => group.statements)])];
        const account = after.account === undefined ? before : after;
        const { askers, left } = askersOf(all, account, roles, this.#partition, ofResources);
        const named = namedRegions(all);
        const tried = [...new Set([...named.slice(0, MOST_NAMED), this.#region, elsewhere(this.#region)])];
        const regions = named.length > 0 ? tried : [this.#region];
        return {
            askers,
            regions,
            cells: askers.flatMap((asker) => regions.map((region): AskerInRegion => ({ asker, region }))),
            touched: ofAllowList ? undefined : statements,
            left: [
                ...(left > 0 ? [`${left} more principals that conditions name were not tried`] : []),
                ...(named.length > MOST_NAMED
                    ? [`${named.length - MOST_NAMED} more regions that conditions name were not tried`]
                    : []),
            ],
        };
    }

    /** Which actions of a change are affected in which groups of accounts, considering their other policies. */
    #compareGroups(
        { groups }: PolicyChange,
        { cells, touched }: ChangeQuestions,
        classes: readonly ActionClass[],
        alone: readonly (readonly (DecisionDifference | undefined)[])[],
    ): FoundInGroups {
        const classOf = new Int32Array(this.#actions.count);
        for (const [number, { members }] of classes.entries()) for (const member of members) classOf[member] = number;
        const live = new Uint8Array(this.#actions.count);
        const masked: (readonly number[])[] = [];
        const accounts: string[] = [];
        const uncompared: string[] = [];
        for (const group of groups) {
            const parts = this.#actions.classes(group.statements, touched);
            if (!this.#spendOn(parts, cells)) {
                uncompared.push(...group.accounts);
                continue;
            }
            const partlyHere: (readonly number[])[] = [];
            let isAffected = false;
            for (const { first, members } of parts) {
                const number = classOf[members[0] ?? 0] ?? 0;
                const found = this.#inForce(first, cells, alone[number] ?? [], group);
                if (found.partly) partlyHere.push(members);
                if (!found.live) continue;
                isAffected = true;
                for (const member of members) live[member] = 1;
            }
            if (!isAffected) continue;
            accounts.push(...group.accounts);
            masked.push(...partlyHere);
        }
        // Actions that other policies deny to everybody are not listed, so they need no remark.
        const partly = masked
            .filter((members) => members.some((member) => live[member] === 1))
            .map(([member = 0]) => classOf[member] ?? 0);
        return { live, partly: new Set(partly), accounts, uncompared };
    }

    /** Whether so many questions may still be asked. This counts the cost of dividing the actions; #differ counts each question. */
    #spendOn(classes: readonly ActionClass[], cells: readonly AskerInRegion[]): boolean {
        if (this.#evaluations + classes.length * cells.length * 2 + COST_OF_GROUP > this.#most) return false;
        this.#evaluations += COST_OF_GROUP;
        return true;
    }

    /** Whether some of the expected differences appear in a group, and whether all of them do. */
    #inForce(
        action: string,
        cells: readonly AskerInRegion[],
        expected: readonly (DecisionDifference | undefined)[],
        group: AccountGroup,
    ): { live: boolean; partly: boolean } {
        let live = false;
        let partly = false;
        for (const [index, cell] of cells.entries()) {
            const wanted = expected[index];
            if (!wanted) continue;
            const found = this.#differ(action, cell, group.sides);
            if (found) live = true;
            if (!found || (wanted.certain && !found.certain)) partly = true;
        }
        return { live, partly };
    }

    #differ(action: string, { asker, region }: AskerInRegion, sides: ChangeSides): DecisionDifference | undefined {
        this.#evaluations += 2;
        const ask = (hierarchy: Hierarchy): ReturnType<typeof evaluate> =>
            evaluate(
                partiesOf(asker, hierarchy),
                { action, principal: asker.principal, region },
                { catalogue: this.#catalogue },
            );
        return decisionDifference(ask(sides.before), ask(sides.after), sides);
    }
}

/** Groups cells by what happens in them, whichever policy is the cause. */
function byDifference(
    differences: readonly (DecisionDifference | undefined)[],
    cells: readonly AskerInRegion[],
): { readonly difference: DecisionDifference; readonly at: readonly AskerInRegion[] }[] {
    const found = new Map<string, { difference: DecisionDifference; at: AskerInRegion[] }>();
    for (const [index, one] of differences.entries()) {
        const cell = cells[index];
        if (!one || !cell) continue;
        const { by, ...rest } = one;
        const id = JSON.stringify(rest);
        const entry = found.get(id) ?? { difference: one, at: [] };
        entry.difference = { ...one, by: [...new Set([...entry.difference.by, ...by])].sort() };
        entry.at.push(cell);
        found.set(id, entry);
    }
    return [...found.values()];
}

/** Merges effects that differ only in their actions. */
function merged(effects: readonly ActionsEffect[]): ActionsEffect[] {
    const byRest = new Map<string, { rest: Omit<ActionsEffect, "actions">; actions: string[] }>();
    for (const { actions, ...rest } of effects) {
        const { partly: _, ...id } = rest;
        const entry = byRest.get(JSON.stringify(id)) ?? { rest, actions: [] };
        entry.actions.push(...actions);
        entry.rest = { ...rest, partly: entry.rest.partly || rest.partly };
        byRest.set(JSON.stringify(id), entry);
    }
    return [...byRest.values()].map(({ rest, actions }) => ({ ...rest, actions: actions.sort() }));
}

/** The services whose actions have to be loaded; undefined for all services, if a pattern matches several. */
function servicesOf(changes: readonly PolicyChange[]): string[] | undefined {
    const services = new Set<string>();
    for (const { ofAllowList, statements } of changes) {
        if (ofAllowList) return undefined;
        for (const { actions } of statements) {
            for (const pattern of actions.patterns) {
                const [service = ""] = pattern.split(":", 1);
                if (actions.not || /[*?]/.test(service)) return undefined;
                services.add(service);
            }
        }
    }
    return [...services];
}
