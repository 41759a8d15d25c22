import type { ExistingResource, ExistingState, Findings } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import { list, listSome, visible } from "../../../limits";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "../plan/homeRegion";
import type { PlannedStackSet } from "../plan/plannedStackSet";
import { plannedStackSets } from "../plan/plannedStackSets";

/** A unit, or the root, that AWS keeps as a target of a block, although only a part of it is to have the block. */
interface FormerTarget {
    readonly unit: string;
    /** Whether this run makes it a former one. */
    readonly isNew: boolean;
}

/**
 * Warns where AWS goes on giving a block to accounts that come, although the definition no longer has it there: AWS ends a target only together
 * with all stacks below it (providers/stackSets/targetSteps.ts), and some of them stay.
 */
export function formerTargets(model: BaselineModel, organization: OrganizationModel, state: ExistingState): Findings {
    const before = new Map((state.resources.get(BLOCK_RESOURCE) ?? []).map((one) => [one.name, one]));
    const warnings = plannedStackSets(model, organization).flatMap((planned) => {
        const old = before.get(planned.block);
        if (!planned.isAutomatic || old?.outputs["isAutomatic"] !== true) return [];
        return new FormerTargets(planned, organization, state, old).warnings();
    });
    return { problems: [], warnings };
}

class FormerTargets {
    readonly #planned: PlannedStackSet;
    readonly #organization: OrganizationModel;
    readonly #tree: ReturnType<typeof treeOf>;
    readonly #state: ExistingState;
    readonly #kept: readonly FormerTarget[];

    constructor(
        planned: PlannedStackSet,
        organization: OrganizationModel,
        state: ExistingState,
        old: ExistingResource,
    ) {
        this.#planned = planned;
        this.#organization = organization;
        this.#tree = treeOf(organization);
        this.#state = state;
        this.#kept = this.#keptTargets(old);
    }

    warnings(): string[] {
        return [...this.#kept.filter(({ isNew }) => isNew).map((one) => this.#narrowed(one)), ...this.#newAccounts()];
    }

    /** AWS can end a target in which no stack stays, and everything below a present target has the block anyway. */
    #keptTargets({ outputs: { targets, keptTargets } }: ExistingResource): readonly FormerTarget[] {
        const keys = new Map([...(this.#state.units ?? [])].map(([key, id]) => [id, key]));
        const keyOf = (id: string): string | undefined => (id.startsWith("r-") ? ROOT_UNIT : keys.get(id));
        const present = listOf(targets).flatMap((one) => unitOf(one) ?? []);
        const older = listOf(keptTargets).filter((one) => typeof one === "string");
        return [...new Set([...present, ...older])].flatMap((id): FormerTarget[] => {
            const unit = keyOf(id);
            if (unit === undefined || (unit !== ROOT_UNIT && !this.#tree.unit(unit))) return [];
            const isInTarget = this.#planned.targets.some((target) => this.#isIn(unit, target.unit));
            const hasTarget = this.#planned.targets.some((target) => this.#isIn(target.unit, unit));
            return !isInTarget && hasTarget ? [{ unit, isNew: !older.includes(id) }] : [];
        });
    }

    #isIn(lower: string, upper: string): boolean {
        return (
            upper === ROOT_UNIT ||
            (lower !== ROOT_UNIT && this.#tree.unitsDownTo(lower).some(({ key }) => key === upper))
        );
    }

    #narrowed({ unit }: FormerTarget): string {
        return (
            `AWS goes on giving block ${visible(this.#planned.block)} to accounts that come into ${listSome(this.#placesWithout(unit))}, although the definition no longer has it there. ` +
            `It was given through ${placeName(unit)}, and AWS ends that only together with all stacks below it, of which some stay. ` +
            "This run takes it from the accounts that are there now. Run `up --refresh` after a new one has come: it takes it away again"
        );
    }

    /** The topmost units below a former target in which nothing has the block. */
    #placesWithout(former: string): readonly string[] {
        const below = this.#tree.unitsBelow(former === ROOT_UNIT ? undefined : former).map(({ key }) => key);
        const without = below.filter((unit) =>
            this.#planned.targets.every((target) => !this.#isIn(unit, target.unit) && !this.#isIn(target.unit, unit)),
        );
        const topmost = without.filter((unit) => !without.some((other) => other !== unit && this.#isIn(unit, other)));
        return topmost.length > 0 ? topmost : [placeName(former)];
    }

    /** Accounts that come below a former target in this run, and are not to have the block. */
    #newAccounts(): string[] {
        const having = new Set(this.#planned.accounts.map(({ key }) => key));
        const { leftAlone } = this.#planned;
        const coming = this.#organization.accounts.filter(({ key, unit }) => {
            if (having.has(key) || leftAlone.includes(key)) return false;
            const old = this.#state.accounts.get(key);
            return this.#kept.some(
                (one) => this.#isIn(unit, one.unit) && !(old && this.#isIn(old.unit ?? ROOT_UNIT, one.unit)),
            );
        });
        if (coming.length === 0) return [];
        const names = list(
            coming.map(({ key }) => visible(key)),
            5,
        );
        return [
            `AWS gives block ${visible(this.#planned.block)} to ${names}, although the definition does not: ${coming.length === 1 ? "it comes" : "they come"} below ${list(this.#kept.map(({ unit }) => placeName(unit)))}, through which AWS has given the block before, and AWS goes on doing so. Run \`up --refresh\` after this \`up\`: it takes it away again`,
        ];
    }
}

function placeName(unit: string): string {
    return unit === ROOT_UNIT ? "the root" : visible(unit);
}

function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : [];
}

function unitOf(target: unknown): string | undefined {
    const unit = typeof target === "object" && target !== null && "unit" in target ? target.unit : undefined;
    return typeof unit === "string" ? unit : undefined;
}
