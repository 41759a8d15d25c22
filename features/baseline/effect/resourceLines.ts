import {
    removedResource,
    resolvedTemplate,
    STATEFUL_TYPES,
    templateDifference,
    type CloudFormationTemplate,
    type TemplateResourceChange,
} from "../../../cloudformation";
import { countOf, list, quoted, visible } from "../../../limits";
import type { StackChange } from "./blockChange";

/** The most names of properties and resources that a line has in a preview. */
const MOST_NAMES = 6;

/** A change in some accounts, resource by resource. */
export interface ChangedResources {
    readonly accounts: StackChange["accounts"];
    /** `Days: "30" instead of "365"`, one for each parameter that changes. */
    readonly parameters: readonly string[];
    readonly resources: readonly TemplateResourceChange[];
}

export async function changedResources({ accounts, before, after }: StackChange): Promise<ChangedResources> {
    const names = [...new Set([...Object.keys(before.parameters), ...Object.keys(after.parameters)])].sort();
    const parameters = names
        .filter((name) => before.parameters[name] !== after.parameters[name])
        .map((name) => parameterText(name, before.parameters[name], after.parameters[name]));
    return {
        accounts,
        parameters,
        resources: await templateDifference(
            resolvedTemplate(before.template, before.parameters),
            resolvedTemplate(after.template, after.parameters),
        ),
    };
}

function parameterText(name: string, before: string | undefined, after: string | undefined): string {
    if (before === undefined) return `${name}: ${quoted(after)}, which is new`;
    if (after === undefined) return `${name}: gone, it was ${quoted(before)}`;
    return `${name}: ${quoted(after)} instead of ${quoted(before)}`;
}

/** What a new stack makes, in one line. */
export function madeText({ Resources }: CloudFormationTemplate, isFull: boolean): string {
    const all = Object.entries(Resources).map(([id, { Type }]) => `${id} (${visible(Type)})`);
    return `makes ${countOf(all.length, "resource")}: ${list(all, isFull ? Infinity : MOST_NAMES)}`;
}

/** What becomes of a stack's resources when the stack ends. */
export function endedResources(
    { Resources }: CloudFormationTemplate,
    keepsStacks: boolean,
): readonly TemplateResourceChange[] {
    return Object.entries(Resources).map(([id, resource]) => {
        const change = removedResource(id, resource);
        return keepsStacks ? { ...change, kind: "left" } : change;
    });
}

/** Whether a change may take data or access away: a resource is deleted, or another one comes in its place. */
export function isLost({ kind, type, isOldKept }: TemplateResourceChange): boolean {
    if (kind === "deleted") return true;
    return (kind === "replaced" || kind === "perhaps replaced") && (isOldKept !== true || STATEFUL_TYPES.has(type));
}

/** One line for each change, the dangerous ones first; what stays alone is one line. */
export function resourceLines(changes: readonly TemplateResourceChange[], isFull: boolean): string[] {
    const most = isFull ? Infinity : MOST_NAMES;
    const of = (kind: TemplateResourceChange["kind"]): readonly TemplateResourceChange[] =>
        changes.filter((one) => one.kind === kind);
    const named = (kind: TemplateResourceChange["kind"]): string[] => of(kind).map(nameOf);
    const some = (kind: TemplateResourceChange["kind"], words: string): string[] =>
        of(kind).length > 0 ? [`${words} ${list(named(kind), most)}`] : [];
    return [
        ...some("deleted", "DELETED:"),
        ...of("replaced").map((one) => `REPLACED: ${nameOf(one)}${reason(one, most)}${oldOne(one)}`),
        ...of("perhaps replaced").map(
            (one) => `perhaps REPLACED, by what AWS decides: ${nameOf(one)}${reason(one, most)}${oldOne(one)}`,
        ),
        ...some("left", "stays in the account, and is no longer managed:"),
        ...of("updated").map((one) => `changes: ${nameOf(one)}${reason(one, most)}`),
        ...some("added", "makes"),
    ];
}

/**
 * What becomes of a stack in accounts that the Pulumi stack no longer has. Whether AWS has closed them, the state does not say.
 *
 * @param ended what an open account loses.
 */
export function forgottenLines(accounts: number, ended: readonly TemplateResourceChange[], isFull: boolean): string[] {
    const which = accounts === 1 ? "this account. If AWS has closed it" : "these accounts. Where AWS has closed them";
    const deleted = ended.filter(({ kind }) => kind === "deleted").map(nameOf);
    return [
        `the Pulumi stack no longer has ${which}, everything stays there as it is`,
        ...(deleted.length > 0
            ? [`AWS deletes in an account that is still open: ${list(deleted, isFull ? Infinity : MOST_NAMES)}`]
            : []),
    ];
}

function nameOf({ logicalId, type }: TemplateResourceChange): string {
    return `${visible(logicalId)} (${visible(type)})`;
}

function reason({ because }: TemplateResourceChange, most: number): string {
    return because.length > 0
        ? `, in ${list(
              because.map((one) => visible(one)),
              most,
          )}`
        : "";
}

function oldOne({ isOldKept }: TemplateResourceChange): string {
    return isOldKept ? "; the old one stays in the account" : "; the old one is deleted";
}
