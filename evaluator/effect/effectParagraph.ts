import { firstLines } from "../../limits/messageText";
import type { ChangeMessage, SaidByChanges } from "./effectMessage";

/** What a change takes away, as it can be compared with AWS's report of the services that accounts used. */
export interface ServiceLoss {
    /** The accounts that lose it: their keys, or the ids of accounts that the definition does not have. */
    readonly accounts: readonly string[];
    /** The prefixes of the actions of the services of which something is lost, such as `dynamodb`; or which services these are. */
    readonly services: readonly string[] | ((service: string) => boolean);
    /** Where it is lost. Absent: in all regions; `outside`: in all other regions. */
    readonly regions?: readonly LostRegions[];
    /** Policies that are a part of it, and whose content is not known here. */
    readonly unknown?: readonly string[];
    /** Only principals outside of the organisation lose it. AWS's report is about the accounts' own. */
    readonly isOfOutsiders?: true;
}

export interface LostRegions {
    readonly in: readonly string[];
    readonly outside: boolean;
}

/** A line of a report. */
export interface EffectLine {
    readonly text: string;
    /** Absent if nothing is lost. */
    readonly loss?: ServiceLoss;
    /** What is said about it, one line each. */
    readonly beside?: readonly string[];
}

/** A heading and what is below it. */
export interface EffectParagraph {
    readonly heading: string;
    /** What is true of all lines. */
    readonly common?: string;
    readonly lines: readonly EffectLine[];
    /** The most lines that are shown. */
    readonly most: number;
    /** The changes of a review that say the same. */
    readonly saidBy?: SaidByChanges;
}

/** As people read it. Of lines that are left out it says how many they are. */
export function paragraphText({ heading, common, lines, most }: EffectParagraph): string {
    const written = lines.map(({ text, beside = [] }) => [text, ...beside.map((line) => `    ${line}`)].join("\n  "));
    const shown = firstLines(written, most, (more) => `and ${more} more: \`org effect\` shows all`);
    return `${heading}\n${[...(common === undefined ? [] : [common]), ...shown].map((line) => `  - ${line}`).join("\n")}`;
}

/** The same with the changes that say it, if there are any. */
export function paragraphMessage(paragraph: EffectParagraph): ChangeMessage {
    const { saidBy } = paragraph;
    const message = paragraphText(paragraph);
    return saidBy ? { message, saidBy } : message;
}
