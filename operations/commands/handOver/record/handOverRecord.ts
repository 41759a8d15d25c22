import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { unitPath } from "../../../../aws/organization";
import type { AccountModel } from "../../../../definition";
import { handOverFiles, RECORDS } from "../../../../program/openStack/handOverRecords";
import { CommandError } from "../../../cli/commandError";
import type { LeavingCheck } from "../check/awsRequirements";
import type { LeavingAccount } from "../read/leavingAccount";
import type { Loss } from "../lose/losses";

/** A step that was done: when, by AWS's or this machine's time, and by whom. */
export interface RecordedStep {
    readonly step: string;
    /** ISO 8601. */
    readonly at: string;
    /** ARN of the caller. */
    readonly by: string;
}

/**
 * The facts about an account that is handed over. They are written before anything changes and completed at the end. The record is
 * for the organisation's own books and for the receiver. It contains no secrets, but names and addresses of contacts.
 */
export interface HandOverRecord {
    readonly key: string;
    readonly id: string;
    /** The receiver, if it was given. */
    readonly to?: string;
    /** The access role that stays in the account. */
    readonly roleName: string;
    /** The account's units, by their names in AWS. */
    readonly unit: string;
    /** The account's entry in the definition, after inheritance. */
    readonly definition: unknown;
    readonly facts: LeavingAccount;
    readonly checks: readonly LeavingCheck[];
    readonly losses: readonly Loss[];
    readonly steps: readonly RecordedStep[];
    /** When the organisation no longer had the account. Absent until then. */
    readonly finished?: string;
}

export interface RecordFile {
    readonly file: string;
    readonly record: HandOverRecord;
}

/** Makes the record of an account before the first change. */
export function newHandOverRecord(
    account: AccountModel,
    facts: LeavingAccount,
    checks: readonly LeavingCheck[],
    losses: readonly Loss[],
    to: string | undefined,
): RecordFile {
    const { place: _place, path: _path, ...definition } = account;
    const name = `${facts.at.slice(0, 10)}-hand-over-${account.key.replace(/[^\w.-]/g, "_")}`;
    let file = path.join(RECORDS, `${name}.yaml`);
    // The key may have belonged to another account before.
    for (let number = 2; fs.existsSync(file); number++) file = path.join(RECORDS, `${name}-${number}.yaml`);
    return {
        file,
        record: {
            key: account.key,
            id: facts.account.id,
            ...(to !== undefined && { to }),
            roleName: account.roleName,
            unit: unitPath(facts.levels),
            definition,
            facts,
            checks,
            losses,
            steps: [],
        },
    };
}

const HEAD = `What was known of the account when it was handed over (org hand-over), and what was done.
It holds no secrets, but names and addresses of contacts: treat it as such.`;

/** Writes a record in one step, so that readers never see half of it. */
export function writeRecord({ file, record }: RecordFile): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const head = HEAD.replaceAll(/^/gm, "# ");
    fs.writeFileSync(`${file}.new`, `${head}\n${stringify(record, { lineWidth: 0, aliasDuplicateObjects: false })}`);
    fs.renameSync(`${file}.new`, file);
}

/** The newest record of an account, by its key or id. An unfinished one comes first. */
export function findRecord(named: string): RecordFile | undefined {
    const found = readRecords().filter(({ record: { key, id } }) => key === named || id === named);
    return found.find(({ record }) => record.finished === undefined) ?? found[0];
}

function readRecords(): RecordFile[] {
    return handOverFiles(RECORDS).map((name) => {
        const file = path.join(RECORDS, name);
        return { file, record: readRecord(file) };
    });
}

function readRecord(file: string): HandOverRecord {
    let record: Partial<HandOverRecord> | null;
    try {
        record = parse(fs.readFileSync(file, "utf8")) as Partial<HandOverRecord> | null;
    } catch (error) {
        throw new CommandError(
            `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}. Correct it, or remove it: the account is then checked again`,
        );
    }
    if (typeof record?.key !== "string" || typeof record.id !== "string" || !Array.isArray(record.steps)) {
        throw new CommandError(
            `${file} is not the record of a hand-over: key, id or steps are missing. Correct it, or remove it: the account is then checked again`,
        );
    }
    return record as HandOverRecord;
}

/** Says in one line what the record contains. */
export function describeRecord({ file }: RecordFile): string {
    return `${file}: ids, tags, guardrails with their documents, contacts, regions, shares, stacks of StackSets, the definition's entry, the checks`;
}
