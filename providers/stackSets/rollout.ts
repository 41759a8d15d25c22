import type { StackSetOperation } from "@aws-sdk/client-cloudformation";
import { exceptionName } from "../../aws/organization";
import type { StackSetInAws } from "../../aws/stackSetInAws";
import { showProgress } from "../support/showProgress";
import { tellUser } from "../support/tellUser";
import { accountsOfShare, type BlockAccount, type BlockStackSetInputs } from "./blockStackSetInputs";
import { failuresOf, type StackFailure } from "./operationFailures";
import { attemptKey, isAutomaticAsWanted, isContentAsWanted, isReleased, nextStep, stuckAccounts } from "./rolloutPlan";
import type { AppliedParameters } from "./rolloutSituation";
import {
    keptTargetsText,
    onlyLeftAloneText,
    releasedText,
    stepText,
    stoppedText,
    stuckText,
    toleratedText,
    waitingText,
    type RolloutNames,
} from "./rolloutTexts";
import { RELEASED_RING, type RolloutStep } from "./rolloutStep";
import type { StackSetCalls } from "./stackSetCalls";
import { readStackSet, type WholeStackSet } from "./stackSetReading";
import { startOperation } from "./stackSetOperations";
import { keptTargets, targetKey } from "./targetSteps";
import { unlistedAccounts, unlistedText } from "./unlistedAccounts";

/** What a run knows of the StackSet from earlier ones. */
export interface RolloutHistory {
    /** The accounts of the state, by id. */
    readonly former: ReadonlyMap<string, BlockAccount>;
    /** The units that are targets by the state. */
    readonly formerTargets: ReadonlySet<string>;
    /** The units through which AWS gives it by itself by the state, or did so when it was last automatic. Sorted. */
    readonly automaticTargets: readonly string[];
}

/** What AWS has after a rollout. */
export interface RolloutEnd extends WholeStackSet {
    /** The parameters that accounts have in place of the StackSet's, by account id. */
    readonly applied: ReadonlyMap<string, AppliedParameters>;
    /** Why it has stopped, for the user. Absent: everything was tried, and no more has failed than the definition tolerates. */
    readonly stopped?: string;
}

/** AWS refuses to delete what is not there, and to name a unit without stacks. */
const NOTHING_THERE: readonly string[] = ["StackInstanceNotFoundException"];

/** Brings a StackSet and all of its stacks to what the definition says: one operation after the other, because AWS runs one at a time. */
export class Rollout {
    readonly #wanted: BlockStackSetInputs;
    readonly #history: RolloutHistory;
    readonly #calls: StackSetCalls;
    readonly #what: string;
    readonly #names: RolloutNames;
    readonly #tried = new Set<string>();
    readonly #applied: Map<string, AppliedParameters>;
    /** By ring, the accounts in which it has failed. */
    readonly #failed = new Map<string, Map<string, StackFailure>>();

    constructor(wanted: BlockStackSetInputs, history: RolloutHistory, calls: StackSetCalls) {
        this.#wanted = wanted;
        this.#history = history;
        this.#calls = calls;
        this.#what = `baseline block ${wanted.block}`;
        const accounts = [...history.former.values(), ...wanted.accounts];
        this.#names = { rings: wanted.rings, accounts: new Map(accounts.map(({ id, name }) => [id, name])) };
        this.#applied = new Map([...history.former].map(([id, { parameters }]) => [id, parameters]));
    }

    async run(): Promise<RolloutEnd> {
        const kept = new Set(this.#wanted.accounts.map(({ id }) => id));
        const leaving = [...this.#history.former.keys()].filter((id) => !kept.has(id));
        const exit = this.#calls.leaving.enter();
        const ends = new Map(leaving.map((id) => [id, this.#calls.leaving.leave(id)]));
        try {
            return await this.#run(ends);
        } finally {
            for (const end of ends.values()) end();
            exit();
        }
    }

    /** @param leaving what to call when an account has no stack any more, by its id. */
    async #run(leaving: ReadonlyMap<string, () => void>): Promise<RolloutEnd> {
        let step: RolloutStep | undefined;
        let operation: StackSetOperation | undefined;
        for (;;) {
            const found = await this.found();
            const { set, stacks } = found;
            const there = new Set(stacks.map(({ account }) => account));
            for (const [id, end] of leaving) if (!there.has(id) || isTaken(id, operation && step)) end();
            const stopped = step && operation && (await this.#judged(step, operation, found));
            if (stopped !== undefined) return { ...found, stopped };
            const { former } = this.#history;
            step = nextStep({ ...found, wanted: this.#wanted, former, tried: this.#tried });
            if (!step) return this.#ended(found);
            operation = await this.#operated(step, set);
        }
    }

    /** What AWS has now. */
    async found(): Promise<RolloutEnd> {
        const { name, region } = this.#wanted;
        const found = await readStackSet(name, this.#calls.in(region));
        if (found) return { ...found, applied: this.#applied };
        throw new Error(
            `${this.#what}: AWS has no StackSet ${name} in ${region} any more. Run \`pulumi refresh\`, then \`up\``,
        );
    }

    /** @returns undefined if AWS was busy with another operation, which has ended now: what is to be done may be less. */
    async #operated(step: RolloutStep, set: StackSetInAws): Promise<StackSetOperation | undefined> {
        const { name, region } = this.#wanted;
        if (step.kind === "create" || step.kind === "update" || step.kind === "content") {
            await this.#calls.leaving.untilGone(step.selection?.accounts ?? []);
        }
        let id: string;
        try {
            id = await this.#calls.call(region, (client) =>
                startOperation(client, step, this.#wanted, set, this.#paceOf(step)),
            );
        } catch (error) {
            if (exceptionName(error) === "OperationInProgressException") {
                await this.#calls.untilFree(region, name, this.#what);
                return undefined;
            }
            this.#remember(step);
            if (NOTHING_THERE.includes(exceptionName(error) ?? "")) return undefined;
            throw error;
        }
        this.#remember(step);
        const show = isGivenUp(step) ? tellUser : showProgress;
        show(stepText(this.#what, await this.#withNamedUnits(step), this.#names));
        return this.#calls.untilDone(region, name, id, this.#what);
    }

    /** The same step for a message: the state knows units by their ids only. */
    async #withNamedUnits(step: RolloutStep): Promise<RolloutStep> {
        if (step.kind !== "target" && step.kind !== "untarget") return step;
        return { ...step, selection: { ...step.selection, units: await this.#unitTexts(step.selection.units) } };
    }

    async #unitTexts(ids: readonly string[]): Promise<readonly string[]> {
        return Promise.all(ids.map((id) => this.#calls.places.unit(id)));
    }

    /** Nothing is tried twice in one run. */
    #remember(step: RolloutStep): void {
        if (step.kind === "automatic" || !step.selection) return;
        const { units, accounts, regions } = step.selection;
        for (const region of regions) {
            if (step.kind === "target" || step.kind === "untarget") {
                for (const unit of units) this.#tried.add(targetKey(step.kind, unit, region));
            }
            if (step.kind === "description") continue;
            const kind = step.kind === "delete" || step.kind === "override" ? step.kind : "give";
            for (const account of accounts) {
                this.#tried.add(attemptKey(kind, account, region));
                if (step.kind === "delete" && step.keeps) this.#tried.add(attemptKey("leave", account, region));
            }
        }
    }

    #paceOf(step: RolloutStep): { readonly concurrency: number; readonly tolerance: number } {
        if (step.kind === "automatic") {
            const all = this.#wanted.accounts.length + this.#history.former.size;
            return { concurrency: accountsOfShare(this.#wanted.operation.concurrency, all, 1), tolerance: all };
        }
        const ring = ringOfStep(step);
        const all = Math.max(1, this.#wanted.accounts.filter((one) => one.ring === ring).length);
        const { failureTolerance, concurrency } = this.#wanted.operation;
        return {
            concurrency: accountsOfShare(concurrency, all, 1),
            tolerance:
                ring === RELEASED_RING
                    ? selected(step)
                    : Math.max(0, accountsOfShare(failureTolerance, all, 0) - this.#failedIn(ring).size),
        };
    }

    #failedIn(ring: string): Map<string, StackFailure> {
        const failed = this.#failed.get(ring) ?? new Map<string, StackFailure>();
        this.#failed.set(ring, failed);
        return failed;
    }

    /** @returns why the rollout stops, if it does. */
    async #judged(
        step: RolloutStep,
        operation: StackSetOperation,
        { set, stacks }: WholeStackSet,
    ): Promise<string | undefined> {
        // What comes of it is the next step.
        if (step.kind === "delete" && step.attempt === "again") return undefined;
        // It is about no stack. Those that it could not touch, such as that of a quarantined account, stop nothing.
        if (step.kind === "automatic" && isAutomaticAsWanted(set, this.#wanted)) return undefined;
        const { name, region } = this.#wanted;
        const failures = await failuresOf(step, operation, stacks, name, this.#calls.in(region));
        const hasFailed = new Set(failures.map(({ account }) => account));
        if (step.kind === "create" || step.kind === "override") {
            for (const account of step.selection.accounts) {
                // A new region of an account has them at once. Its other regions still have the earlier ones.
                const isApplied = step.kind === "override" || !this.#applied.has(account);
                if (isApplied && !hasFailed.has(account)) this.#applied.set(account, step.parameters);
            }
        }
        const ring = ringOfStep(step);
        const all = this.#failedIn(ring);
        for (const failure of failures) if (!failure.isUntried) all.set(failure.account, failure);
        if (ring === RELEASED_RING) return undefined;
        const { failureTolerance } = this.#wanted.operation;
        const accounts = this.#wanted.accounts.filter((one) => one.ring === ring).length;
        if (operation.Status === "SUCCEEDED" && all.size <= accountsOfShare(failureTolerance, accounts, 0)) {
            return undefined;
        }
        const untried = failures.filter(({ isUntried }) => isUntried).length;
        return stoppedText(this.#what, ring, this.#names, [...all.values()], untried, operation);
    }

    async #ended(end: RolloutEnd): Promise<RolloutEnd> {
        for (const [ring, failed] of this.#failed) {
            if (failed.size === 0) continue;
            const text = ring === RELEASED_RING ? releasedText : toleratedText;
            tellUser(text(this.#what, ring, this.#names, [...failed.values()]));
        }
        const { former } = this.#history;
        const released = [...new Set(end.stacks.map(({ account }) => account))]
            .filter((account) => isReleased(account, { wanted: this.#wanted, former }))
            .map((account) => this.#names.accounts.get(account) ?? account);
        const stuck = stuckAccounts(this.#wanted, end.stacks);
        if (stuck.length > 0) tellUser(stuckText(this.#what, stuck, this.#wanted.block, this.#names));
        if (!isContentAsWanted(end.set, this.#wanted)) tellUser(onlyLeftAloneText(this.#what));
        if (released.length > 0) tellUser(waitingText(this.#what, released.sort()));
        const kept = keptTargets(this.#wanted, end.targets).filter((unit) => this.#history.formerTargets.has(unit));
        if (kept.length > 0) tellUser(keptTargetsText(this.#what, await this.#unitTexts(kept)));
        const known = new Set([...former.keys(), ...this.#wanted.accounts.map(({ id }) => id)]);
        const unlisted = unlistedAccounts(this.#wanted, end.stacks, known);
        if (unlisted.length > 0) tellUser(await unlistedText(this.#what, unlisted, this.#calls.places, true));
        return end;
    }
}

/** Whether a stack stays that AWS could not delete: somebody has to delete it, so the summary of the run has it too. */
function isGivenUp(step: RolloutStep): boolean {
    return step.kind === "delete" && step.attempt === "given up";
}

function ringOfStep(step: RolloutStep): string {
    return ("ring" in step ? step.ring : undefined) ?? "";
}

/** The number of accounts of an operation. */
function selected(step: RolloutStep): number {
    return ("selection" in step ? step.selection?.accounts.length : undefined) ?? 0;
}

/** Whether the last operation was to take the block away from an account. If AWS could not, nobody waits for it. */
function isTaken(account: string, step: RolloutStep | undefined): boolean {
    return step?.kind === "delete" && step.selection.accounts.includes(account);
}
