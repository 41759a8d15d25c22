import type { AccessReport, ReportedAccess } from "../matrix";
import { ANSWERS, type CanAnswer, type SetAnswer, type SetAnswers } from "./setAnswers";

/** Who can do something where: one entry for the people and accounts that have the same answer for the same reason. */
export interface CanLine extends SetAnswer {
    /** Persons, or one group whose members are not known. Sorted. */
    readonly who: readonly string[];
    readonly kind: ReportedAccess["kind"];
    readonly through?: string;
    readonly permissionSet: string;
    /** In the order of the report. */
    readonly accounts: readonly string[];
    /** Where the grant is written. */
    readonly from: string;
}

export interface CanReport {
    /** Yes before not known before no; in each, those with most people and accounts first. */
    readonly lines: readonly CanLine[];
    /** Everybody's answer in every account, as the best that any of his permission sets gives. */
    readonly answers: readonly PersonalAnswer[];
}

export interface PersonalAnswer extends SetAnswer {
    readonly line: ReportedAccess;
}

/**
 * Asks for everybody in every account of a report. Of several permission sets that somebody has in an account, those count that give most.
 */
export function canReport({ lines }: AccessReport, answers: SetAnswers): CanReport {
    const best = new Map<string, PersonalAnswer[]>();
    for (const line of lines) {
        if (line.kind === "empty group") continue;
        const id = `${line.kind}\n${line.who}\n${line.account}`;
        const answer = { ...answers.of(line.permissionSet, line.account), line };
        const known = best.get(id);
        const difference = known?.[0] ? rank(answer.answer) - rank(known[0].answer) : -1;
        if (difference < 0) best.set(id, [answer]);
        else if (difference === 0) known?.push(answer);
    }
    const all = [...best.values()].flat();
    return { lines: merged(all).sort(worstFirst), answers: all };
}

const rank = (answer: CanAnswer): number => ANSWERS.indexOf(answer);

function worstFirst(one: CanLine, two: CanLine): number {
    return (
        rank(one.answer) - rank(two.answer) ||
        two.who.length * two.accounts.length - one.who.length * one.accounts.length ||
        (String(one.who) < String(two.who) ? -1 : 1)
    );
}

/** First the accounts of one person with the same answer, then the people with the same accounts. */
function merged(answers: readonly PersonalAnswer[]): CanLine[] {
    const byPerson = new Map<string, PersonalAnswer & { readonly accounts: string[] }>();
    for (const one of answers) {
        const { kind, who, through, permissionSet, from } = one.line;
        const id = JSON.stringify([kind, who, through, permissionSet, from, one.answer, one.reason]);
        const known = byPerson.get(id);
        if (known) known.accounts.push(one.line.account);
        else byPerson.set(id, { ...one, accounts: [one.line.account] });
    }
    const byAccounts = new Map<string, CanLine & { readonly who: string[] }>();
    for (const { line, accounts, answer, reason } of byPerson.values()) {
        const { kind, who, through, permissionSet, from } = line;
        const alone = kind === "person" ? null : who;
        const id = JSON.stringify([kind, alone, through, permissionSet, from, answer, reason, accounts]);
        const known = byAccounts.get(id);
        if (known) known.who.push(who);
        else {
            const of = {
                answer,
                reason,
                kind,
                permissionSet,
                from,
                accounts,
                ...(through !== undefined && { through }),
            };
            byAccounts.set(id, { ...of, who: [who] });
        }
    }
    return [...byAccounts.values()].map((one) => ({ ...one, who: one.who.sort() }));
}
