import { isDeepStrictEqual } from "node:util";
import { resourceOf, statefulResources, type StatefulResource } from "../../../cloudformation";
import type { Findings } from "../../../definition/feature";
import { countOf, list, visible } from "../../../limits";
import { templateOf, type BlockChange } from "../effect/blockChange";
import type { BaselineSide, BlockSide } from "../effect/blockSide";
import { SAME_REGIONS, type MovedAccount } from "../effect/movedAccountBlocks";
import type { JudgedBaseline } from "./judgedBaseline";

const MOST_NAMES = 5;

/**
 * Refuses to lose what a resource holds: when a block ends, when an account no longer has it, and when a template no longer has the resource or
 * would replace it. CloudFormation asks the template that the stack has now whether a resource stays.
 */
export function lostData({ changes, problem }: JudgedBaseline): Findings {
    const problems = changes.flatMap((change) => [...lostStacks(change, problem), ...lostResources(change, problem)]);
    return { problems, warnings: [] };
}

function lostStacks(
    { key, before, after, loses }: BlockChange,
    problem: JudgedBaseline["problem"],
): Findings["problems"] {
    if (!before || loses.size === 0 || (after ?? before).keepsStacks) return [];
    return endingResources(before).map((resource) =>
        problem(
            key,
            `block ${visible(key)} ${after ? "leaves" : "ends in"} ${accountsText(loses.keys())}, and AWS deletes ${nameOf(resource)} there with what it holds (${resource.holds}).\n${retained(resource)}`,
        ),
    );
}

/**
 * Refuses to lose what a resource holds where an account moves between two targets of a block: AWS deletes the stack with the one, and makes it anew
 * with the other. It does so when the account moves, by what the StackSet says before the run changes it.
 */
export function movedData(
    had: BaselineSide,
    moved: readonly MovedAccount[],
    { isQuarantined, problem }: Pick<JudgedBaseline, "isQuarantined" | "problem">,
): Findings {
    const problems = [...had.values()].flatMap((block): Findings["problems"][number][] => {
        const accounts = moved
            .filter(({ account, anew }) => anew.includes(block.key) && !isQuarantined(account))
            .map(({ account }) => account);
        if (accounts.length === 0 || block.keepsStacks) return [];
        const advice = moved.some(({ anewFromAbove }) => anewFromAbove.includes(block.key))
            ? SAME_REGIONS
            : "write the block at a place above both units";
        return endingResources(block).map((resource) =>
            problem(
                block.key,
                `block ${visible(block.key)} is at the old and at the new unit of ${accountsText(accounts)} that ${accounts.length === 1 ? "moves" : "move"}: AWS deletes its stack there and sets it up anew, and with it ${nameOf(resource)} with what it holds (${resource.holds}).\n${retained(resource)}, or ${advice}, and run \`up\` before the move`,
            ),
        );
    });
    return { problems, warnings: [] };
}

/** What holds data and ends with the stack. */
function endingResources(block: Pick<BlockSide, "template">): readonly StatefulResource[] {
    return statefulResources(templateOf(block)).filter(({ survivesDeletion }) => !survivesDeletion);
}

/** A resource that an update deletes, or may replace: whether a property needs a new resource, AWS decides. */
function lostResources({ key, changes }: BlockChange, problem: JudgedBaseline["problem"]): Findings["problems"] {
    const found = new Map<string, { readonly text: string; readonly accounts: Set<string> }>();
    for (const { accounts, before, after } of changes) {
        for (const resource of statefulResources(before.template)) {
            const { logicalId, holds, survivesDeletion } = resource;
            const [old, present] = [resourceOf(before.template, logicalId), resourceOf(after.template, logicalId)];
            const isGone = present?.Type !== old?.Type;
            const isKept = isGone ? survivesDeletion : present?.UpdateReplacePolicy === "Retain";
            if (isKept || (!isGone && isDeepStrictEqual(old?.Properties, present?.Properties))) continue;
            const text = isGone
                ? `no longer has ${nameOf(resource)}, and AWS deletes it with what it holds (${holds})`
                : `changes ${nameOf(resource)}, and AWS may replace it and delete the old one with what it holds (${holds})`;
            const one = found.get(logicalId) ?? { text: `${text}\0${retained(resource)}`, accounts: new Set<string>() };
            for (const account of accounts.keys()) one.accounts.add(account);
            found.set(logicalId, one);
        }
    }
    return [...found.values()].map(({ text, accounts }) => {
        const [what = "", advice = ""] = text.split("\0");
        return problem(key, `the template of block ${visible(key)} ${what}, in ${accountsText(accounts)}.\n${advice}`);
    });
}

function nameOf({ logicalId, type }: StatefulResource): string {
    return `${visible(type)} ${visible(logicalId)}`;
}

function retained({ logicalId }: StatefulResource): string {
    return `First give ${visible(logicalId)} \`DeletionPolicy: RetainExceptOnCreate\` and \`UpdateReplacePolicy: Retain\` in the template as it was, and run \`up\`; then make this change`;
}

function accountsText(accounts: Iterable<string>): string {
    const keys = [...accounts].sort();
    return `${countOf(keys.length, "account")} (${list(keys, MOST_NAMES)})`;
}
