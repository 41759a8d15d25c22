import { isDeepStrictEqual } from "node:util";
import type { StackInAccount, StackSetInAws } from "../../aws/stackSetInAws";
import { UNITS_OF_OPERATION } from "../../limits";
import type { BlockAccount, BlockStackSetInputs } from "./blockStackSetInputs";
import type { AppliedParameters, RolloutSituation } from "./rolloutSituation";
import { RELEASED_RING, stackKey, type RolloutStep, type StackSelection } from "./rolloutStep";
import { isInTarget, nextTargetStep } from "./targetSteps";

/** How the last operation ended for a stack that cannot be changed: nobody can mend that, or a person has to. */
const SETTLED: readonly string[] = ["SKIPPED_SUSPENDED_ACCOUNT"];

/** How `tried` names an attempt. */
export function attemptKey(kind: "delete" | "leave" | "give" | "override", account: string, region: string): string {
    return `${kind} ${stackKey({ account, region })}`;
}

/** The ring of an account that is wanted, or was. Accounts of no ring are in the last one. */
function ringOf(account: string, { wanted, former }: RolloutSituation): string {
    const known = wanted.accounts.find(({ id }) => id === account) ?? former.get(account);
    if (known?.isLeftAlone === false && former.get(account)?.isLeftAlone === true) return RELEASED_RING;
    const last = wanted.rings.at(-1) ?? "";
    return known !== undefined && wanted.rings.includes(known.ring) ? known.ring : last;
}

/**
 * What to do next, ring after ring: first what is taken away, then what is brought up to date, then what is new. It looks at what AWS has now,
 * so a run that was interrupted goes on, and what AWS has done by itself is not done again.
 *
 * @returns undefined if nothing is left that this run has not tried.
 */
export function nextStep(situation: RolloutSituation): RolloutStep | undefined {
    const { wanted, set } = situation;
    // Before any account moves: whether its stacks stay is decided by it.
    if (!isAutomaticAsWanted(set, wanted)) return { kind: "automatic" };
    const content = contentStep(situation);
    for (const ring of [...wanted.rings, RELEASED_RING]) {
        const deletion = deletionStep(situation, ring);
        if (deletion) return deletion;
        if (content && isDueIn(ring, content, [...wanted.rings, RELEASED_RING])) return content;
        const step = updateStep(situation, ring) ?? creationStep(situation, ring) ?? overrideStep(situation, ring);
        if (step) return step;
    }
    return content ?? nextTargetStep(situation);
}

export function isAutomaticAsWanted(set: StackSetInAws, wanted: BlockStackSetInputs): boolean {
    return set.isAutomatic === wanted.isAutomatic && (!wanted.isAutomatic || set.keepsStacks === wanted.keepsStacks);
}

/** Whether the StackSet deploys what is wanted. Its stacks may still have what it deployed before. */
export function isContentAsWanted(set: StackSetInAws, wanted: BlockStackSetInputs): boolean {
    return (
        isSameTemplate(set.template, wanted.template) &&
        isDeepStrictEqual(saidParameters(set, wanted), wanted.parameters) &&
        isDeepStrictEqual(set.tags, wanted.tags) &&
        isDeepStrictEqual(set.capabilities, [...wanted.capabilities].sort())
    );
}

/** Without the parameters that nobody has given, which have the default of the template. */
function saidParameters(set: StackSetInAws, wanted: BlockStackSetInputs): Readonly<Record<string, string>> {
    const defaults = parameterDefaults(wanted.template);
    return Object.fromEntries(
        Object.entries(set.parameters).filter(
            ([key, value]) => Object.hasOwn(wanted.parameters, key) || defaults.get(key) !== value,
        ),
    );
}

function parameterDefaults(template: string): ReadonlyMap<string, string> {
    try {
        const { Parameters = {} } = JSON.parse(template) as {
            readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
        };
        return new Map(Object.entries(Parameters).map(([key, { Default }]) => [key, String(Default)]));
    } catch {
        return new Map();
    }
}

export function isSameTemplate(one: string, other: string): boolean {
    if (one === other) return true;
    try {
        return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
    } catch {
        return false;
    }
}

/**
 * AWS updates at least one stack with the StackSet itself, if it has any: those of the first ring that has stacks. If all accounts of an earlier
 * ring are new, theirs are made directly after.
 */
function contentStep(
    situation: RolloutSituation,
): Extract<RolloutStep, { kind: "content" | "description" }> | undefined {
    const { wanted, set } = situation;
    const isContent = !isContentAsWanted(set, wanted);
    if (!isContent && set.description === wanted.description) return undefined;
    for (const ring of [...wanted.rings, RELEASED_RING]) {
        const first = firstOf(existing(situation, ring), situation);
        if (!first) continue;
        return isContent
            ? { kind: "content", ring, selection: first }
            : { kind: "description", selection: oneStack(first) };
    }
    // Without targets, AWS would change all stacks, also those that nobody can change now.
    const leftAlone = new Set(wanted.accounts.filter((one) => one.isLeftAlone).map(({ id }) => id));
    if (situation.stacks.some(({ account }) => leftAlone.has(account))) return undefined;
    return { kind: isContent ? "content" : "description", selection: undefined };
}

function oneStack(selection: StackSelection): StackSelection {
    return { ...selection, accounts: selection.accounts.slice(0, 1), regions: selection.regions.slice(0, 1) };
}

/** It comes before the creations of earlier rings, and after the deletions of its own. */
function isDueIn(ring: string, step: RolloutStep, rings: readonly string[]): boolean {
    const of = step.kind === "content" ? step.ring : undefined;
    return of === undefined || rings.indexOf(ring) <= rings.indexOf(of);
}

/**
 * Stacks that should not be there, and are this stack's: of accounts that it has had, of those that are taken out of a unit, and of those to which
 * AWS has given it through a former target.
 */
function deletionStep(situation: RolloutSituation, ring: string): RolloutStep | undefined {
    const { wanted, former, stacks, tried, targets } = situation;
    const formerUnits = new Set([...targets.keys()].filter((unit) => !isInTarget(unit, wanted)));
    const accounts = new Map(wanted.accounts.map((one) => [one.id, one]));
    const excluded = new Set(wanted.targets.flatMap((target) => target.excluded));
    const surplus = stacks.filter(({ account, region, unit }) => {
        const one = accounts.get(account);
        if (one) return !one.isLeftAlone && !one.regions.includes(region);
        if (isReleased(account, situation)) return false;
        return former.has(account) || excluded.has(account) || formerUnits.has(unit);
    });
    const ofRing = surplus.filter((stack) => ringOf(stack.account, situation) === ring);
    const isTried = (kind: "delete" | "leave", { account, region }: StackInAccount): boolean =>
        tried.has(attemptKey(kind, account, region));
    const step = (
        due: readonly StackInAccount[],
        more: Pick<Extract<RolloutStep, { kind: "delete" }>, "keeps" | "attempt">,
    ): RolloutStep | undefined => {
        const selection = firstOf(due, situation);
        return selection && { kind: "delete", ring, selection, ...more };
    };
    const due = ofRing.filter((stack) => !isTried("delete", stack));
    const stuck = ofRing.filter(({ status }) => status === "INOPERABLE");
    return (
        // AWS does not touch the stacks of a closed account: they leave the StackSet only.
        step(
            due.filter(({ ending }) => SETTLED.includes(ending)),
            { keeps: true },
        ) ??
        // What has denied the deletion may be gone since. If it is not, a person has to delete the stack.
        step(
            stuck.filter((one) => isTried("delete", one) && !isTried("leave", one)),
            { keeps: true, attempt: "given up" },
        ) ??
        step(
            stuck.filter((one) => !isTried("delete", one)),
            { keeps: wanted.keepsStacks, attempt: "again" },
        ) ??
        step(due, { keeps: wanted.keepsStacks })
    );
}

/**
 * Whether an account that no longer has the block was quarantined until this run: the policy that denies everything may still be there, so the
 * next run takes its stacks away. A deletion that fails would leave them in an unstable state.
 */
export function isReleased(account: string, { wanted, former }: Pick<RolloutSituation, "wanted" | "former">): boolean {
    return former.get(account)?.isLeftAlone === true && !wanted.accounts.some(({ id }) => id === account);
}

/** The ids of accounts with a stack that is wanted, and that AWS changes no more, because it could not delete it before. */
export function stuckAccounts({ accounts }: BlockStackSetInputs, stacks: readonly StackInAccount[]): readonly string[] {
    const wanted = new Map(accounts.filter((one) => !one.isLeftAlone).map((one) => [one.id, one]));
    const stuck = stacks.filter(
        ({ account, region, status }) => status === "INOPERABLE" && wanted.get(account)?.regions.includes(region),
    );
    return [...new Set(stuck.map(({ account }) => account))].sort();
}

/** The stacks of a ring that are wanted and exist. */
function existing(situation: RolloutSituation, ring: string): readonly StackInAccount[] {
    const accounts = new Map(situation.wanted.accounts.map((one) => [one.id, one]));
    return situation.stacks.filter(({ account, region, status }) => {
        const one = accounts.get(account);
        return (
            one?.isLeftAlone === false &&
            one.regions.includes(region) &&
            status !== "INOPERABLE" &&
            ringOf(account, situation) === ring
        );
    });
}

function updateStep(situation: RolloutSituation, ring: string): RolloutStep | undefined {
    const due = existing(situation, ring).filter(
        ({ account, region, status, ending }) =>
            status !== "CURRENT" &&
            !SETTLED.includes(ending) &&
            !situation.tried.has(attemptKey("give", account, region)),
    );
    const selection = firstOf(due, situation);
    return selection && { kind: "update", ring, selection };
}

function creationStep(situation: RolloutSituation, ring: string): RolloutStep | undefined {
    const { wanted, stacks, tried } = situation;
    const there = new Set(stacks.map(stackKey));
    const due = wanted.accounts
        .filter((one) => !one.isLeftAlone && ringOf(one.id, situation) === ring)
        .map((one) => ({
            ...one,
            regions: one.regions.filter(
                (region) =>
                    !there.has(stackKey({ account: one.id, region })) && !tried.has(attemptKey("give", one.id, region)),
            ),
        }))
        .filter(({ regions }) => regions.length > 0);
    return ofOneKind(due, ({ selection, parameters }) => ({ kind: "create", ring, selection, parameters }));
}

function overrideStep(situation: RolloutSituation, ring: string): RolloutStep | undefined {
    const { applied, wanted, tried } = situation;
    const accounts = new Map(wanted.accounts.map((one) => [one.id, one]));
    const regions = new Map<string, string[]>();
    for (const { account, region, ending } of existing(situation, ring)) {
        const isSame = isDeepStrictEqual(applied.get(account) ?? {}, accounts.get(account)?.parameters ?? {});
        if (isSame || SETTLED.includes(ending) || tried.has(attemptKey("override", account, region))) continue;
        regions.set(account, [...(regions.get(account) ?? []), region]);
    }
    const due = [...regions].flatMap(([id, of]) => {
        const one = accounts.get(id);
        return one ? [{ ...one, regions: of.sort() }] : [];
    });
    return ofOneKind(due, ({ selection, parameters }) => ({ kind: "override", ring, selection, parameters }));
}

/** The first accounts that have the same regions and parameters: one operation has the same for all. */
function ofOneKind(
    accounts: readonly BlockAccount[],
    step: (of: { readonly selection: StackSelection; readonly parameters: AppliedParameters }) => RolloutStep,
): RolloutStep | undefined {
    const [first] = accounts;
    if (!first) return undefined;
    const same = accounts.filter(
        ({ regions, parameters }) =>
            isDeepStrictEqual(regions, first.regions) && isDeepStrictEqual(parameters, first.parameters),
    );
    const units = [...new Set(same.map(({ target }) => target))].sort().slice(0, UNITS_OF_OPERATION.max);
    const ids = same.filter(({ target }) => units.includes(target)).map(({ id }) => id);
    return step({
        selection: { units, regions: first.regions, accounts: ids.sort(), excluded: [] },
        parameters: first.parameters,
    });
}

/** The first stacks that one operation can be about: accounts with the same regions, in as many targets as AWS takes. */
function firstOf(stacks: readonly StackInAccount[], { wanted }: RolloutSituation): StackSelection | undefined {
    const regions = new Map<string, string[]>();
    for (const { account, region } of stacks) regions.set(account, [...(regions.get(account) ?? []), region].sort());
    const [first] = regions.values();
    if (!first) return undefined;
    const same = stacks.filter(({ account }) => isDeepStrictEqual(regions.get(account), first));
    const targets = new Map(wanted.accounts.map(({ id, target }) => [id, target]));
    // AWS knows a stack by the target through which it was made.
    const unitOf = ({ unit, account }: StackInAccount): string => (unit === "" ? (targets.get(account) ?? "") : unit);
    const units = [...new Set(same.map(unitOf))].sort().slice(0, UNITS_OF_OPERATION.max);
    const accounts = [...new Set(same.filter((one) => units.includes(unitOf(one))).map(({ account }) => account))];
    return { units, regions: first, accounts: accounts.sort(), excluded: [] };
}
