import { countOf, formatCount } from "../../../../limits";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { Maker } from "../judge/incidentJudgement";
import type { HeldPolicies } from "../read/heldPolicies";
import type { Spending } from "../read/spending";
import { outside, type SectionText } from "./incidentSection";

/** `2026-11-27 12:31`, in UTC. */
export function minute(at: string): string {
    return at.slice(0, 16).replace("T", " ");
}

/** Small amounts keep the digits that say something. */
export function amount(value: number, found: Pick<Spending, "currency"> | undefined): string {
    return `${value !== 0 && Math.abs(value) < 1 ? value.toFixed(4) : value.toFixed(2)} ${found?.currency ?? ""}`.trim();
}

/** What could not be read, and why. */
export function unreadWords(answer: AwsAnswer<unknown>, what: string): readonly (readonly SectionText[])[] {
    return "value" in answer ? [] : [[`${what} is not known: `, outside(answer.unread)]];
}

/** What a section says without rows: nothing, if it could not be read. */
export function nothingIn(answer: AwsAnswer<unknown>, nothing: string): { readonly nothing?: string } {
    return "value" in answer ? { nothing } : {};
}

/** `EVERYTHING`, and the policies: of the holder, of its groups, and its boundary. */
export function policyTexts({ attached, inline, groups, boundary, mayEverything }: HeldPolicies): SectionText[] {
    const own = (holder: Pick<HeldPolicies, "attached" | "inline">): SectionText[] => [
        ...holder.attached.map(outside),
        ...holder.inline.map((name) => outside(`${name} (inline)`)),
    ];
    const texts = [
        ...own({ attached, inline }),
        ...groups.flatMap((group) => own(group).map((text) => outside(`${textOf(text)} by group ${group.name}`))),
        ...groups
            .filter(({ attached: a, inline: i }) => a.length + i.length === 0)
            .map(({ name }) => outside(`group ${name}`)),
        ...(boundary === undefined ? [] : [outside(`boundary ${boundary}`)]),
    ];
    return [...(mayEverything ? ["EVERYTHING"] : []), ...(texts.length === 0 ? ["no policy"] : texts)];
}

function textOf(text: SectionText): string {
    return typeof text === "string" ? text : text.outside;
}

/** Who made it: `by user eve`. Empty if CloudTrail does not say it. */
export function makerText(maker: Maker | undefined): SectionText {
    if (!maker) return "";
    return maker.origin === "stack sets" ? "by CloudFormation StackSets" : outside(`by ${maker.caller.title}`);
}

/** `12 calls`, and how many of them failed. */
export function callsText(count: number, failed: number): string {
    return failed === 0
        ? countOf(count, "call")
        : `${countOf(count, "call")}, ${failed === count ? "all" : formatCount(failed)} failed`;
}
