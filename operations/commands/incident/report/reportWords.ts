import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { Maker } from "../judge/incidentJudgement";
import type { HeldPolicies } from "../read/heldPolicies";
import { minute } from "../read/shownTime";
import type { Spending } from "../read/spending";
import { outside, type SectionText } from "./incidentSection";

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

/** That it may do everything, and its policies: its own, those of its groups, and its boundary. */
export function policyTexts({ attached, inline, groups, boundary, mayEverything }: HeldPolicies): SectionText[] {
    const own = (holder: Pick<HeldPolicies, "attached" | "inline">): string[] => [
        ...holder.attached.map((name) => `policy ${name}`),
        ...holder.inline.map((name) => `inline policy ${name}`),
    ];
    const texts = [
        ...own({ attached, inline }),
        ...groups.flatMap((group) => {
            const held = own(group);
            return held.length === 0 ? [`group ${group.name}`] : held.map((text) => `${text} of group ${group.name}`);
        }),
        ...(boundary === undefined ? [] : [`boundary ${boundary}`]),
    ];
    return [
        ...(mayEverything ? ["may do EVERYTHING"] : []),
        ...(texts.length === 0 ? ["no policy"] : texts.map(outside)),
    ];
}

/** When it was created, and who did it, if CloudTrail says so: `2026-11-27 12:31 by user eve`. */
export function createdText(created: string, maker: Maker | undefined): SectionText {
    return maker ? outside(`${minute(created)} by ${maker.caller.title}`) : minute(created);
}
