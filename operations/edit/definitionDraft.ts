import * as fs from "node:fs";
import {
    DefinitionError,
    loadDefinition,
    type DefinitionModel,
    type Feature,
    type OrganizationModel,
    type Problem,
} from "../../definition";
import { definitionFiles, readDefinitionFile } from "../../definition/reading/definitionFiles";
import { fileRefusalText } from "../../limits/fileRefusal";
import { listSome } from "../../limits/messageText";
import { CommandError, EXIT } from "../cli/commandError";
import { changedLines, lineChanges, modelChanges } from "./draftDifference";
import { fitLineWidth } from "./lineWidth";

/** Where something new was written, and which files could hold it too. */
export interface FileChoice {
    readonly what: string;
    readonly file: string;
    readonly others: readonly string[];
}

/** A definition that is being edited. It holds the files' texts, and checks them before it writes them. */
export class DefinitionDraft {
    readonly location: string;
    readonly #into: string | undefined;
    readonly #choices: FileChoice[] = [];
    readonly #features: readonly Feature[];
    /** Files of YAML, in the order in which they are merged. */
    readonly files: readonly string[];
    /** By file. A file that is not YAML is here once it is edited. */
    readonly #before: Map<string, string>;
    readonly #texts: Map<string, string>;

    /**
     * @param location the definition's location, as in the stack's settings.
     * @param features the capabilities that bring keys of their own to it.
     * @param into the file for what is new, as in `files`, if it may be written there.
     * @throws DefinitionError if the definition is missing or cannot be read.
     */
    constructor(location: string, features: readonly Feature[], into?: string) {
        this.location = location;
        this.#into = into;
        this.#features = features;
        const problems: Problem[] = [];
        const texts = definitionFiles(location, problems).map((file): [string, string] => [
            file,
            readDefinitionFile(file, location, problems) ?? "",
        ]);
        if (problems.length > 0) throw new DefinitionError(problems);
        this.files = texts.map(([file]) => file);
        this.#before = new Map(texts);
        this.#texts = new Map(texts);
    }

    /** Where something new was written although other files could hold it too. */
    get choices(): readonly FileChoice[] {
        return this.#choices;
    }

    /**
     * Chooses the file for something new: the one that was asked for, otherwise the first one that fits.
     *
     * @param what as messages name it: `policy no-bots`.
     * @param fitting the files that fit best, in the order in which they are taken.
     * @param possible all files that could hold it. Default: those that fit best
     * @throws CommandError if the file that was asked for is none of them.
     */
    chooseFile(what: string, fitting: readonly string[], possible: readonly string[] = fitting): string {
        const [first = ""] = fitting;
        if (this.#into === undefined) {
            if (fitting.length > 1) this.#choices.push({ what, file: first, others: fitting.slice(1) });
            return first;
        }
        if (possible.includes(this.#into)) return this.#into;
        throw new CommandError(
            `${what} cannot be written into ${this.#into}, because what it belongs to is not written there. Possible: ${listSome(possible)}`,
            EXIT.usage,
        );
    }

    /** The files that were changed. */
    get changed(): readonly string[] {
        return [...this.#texts.keys()].filter((file) => this.#texts.get(file) !== this.#before.get(file));
    }

    text(file: string): string {
        return this.#texts.get(file) ?? "";
    }

    edit(file: string, change: (text: string) => string): void {
        const before = this.text(file);
        this.#texts.set(file, fitLineWidth(before, change(before)));
    }

    /**
     * Replaces the text of a file that the definition names, such as the document of a policy.
     *
     * @param file its path from the working directory, as the definition's own files.
     * @throws DefinitionError if the file cannot be read.
     */
    replaceFile(file: string, text: string): void {
        if (!this.#before.has(file)) {
            const problems: Problem[] = [];
            const before = readDefinitionFile(file, this.location, problems);
            if (before === undefined) throw new DefinitionError(problems);
            this.#before.set(file, before);
        }
        this.#texts.set(file, text);
    }

    /**
     * Resolves the edited definition.
     *
     * @throws DefinitionError with its mistakes.
     */
    model(): DefinitionModel {
        try {
            return loadDefinition(this.location, this.#features, { edited: this.#texts });
        } catch (error) {
            if (!(error instanceof DefinitionError) || this.changed.length === 0) throw error;
            throw new DefinitionError(
                error.problems,
                "After this change, which is not written yet, the definition would have",
            );
        }
    }

    /**
     * Checks that the edited definition is valid, and that only the intended parts change.
     *
     * @param before the model of the definition before the edit.
     * @param meant whether a part may change, by its name: `account shop-prod`, `policy quarantine`, `policyTypes`.
     * @returns the model of the edited definition.
     * @throws DefinitionError with the mistakes that the edit would make; CommandError if it would change anything else.
     */
    check(before: DefinitionModel, meant: (part: string) => boolean): DefinitionModel {
        const after = this.model();
        const others = modelChanges(before, after).filter((part) => !meant(part));
        if (others.length > 0) {
            throw new CommandError(
                `the edit would change ${others.join(", ")} too: they share what is written there (perhaps by a YAML anchor, &name). ` +
                    "Nothing was written. Edit the definition by hand",
            );
        }
        return after;
    }

    /** The changed lines with their numbers, each beginning with its file: `a.yaml:12: + shop: {}`. Removed lines have their old numbers. */
    numberedChanges(): string[] {
        return this.changed.flatMap((file) =>
            changedLines(this.#before.get(file) ?? "", this.text(file)).map(
                ({ sign, number, text }) => `${file}:${number}: ${sign} ${text}`,
            ),
        );
    }

    /** The changed lines of each file, for people. */
    describe(): string[] {
        return this.changed.map((file) =>
            [file, ...lineChanges(this.#before.get(file) ?? "", this.text(file)).map((line) => `     ${line}`)].join(
                "\n",
            ),
        );
    }

    /**
     * Writes the changed files, all or none.
     *
     * @throws CommandError if a file has changed since it was read, or cannot be written.
     */
    write(): void {
        const files = this.changed;
        for (const file of files) {
            if (readDefinitionFile(file, this.location, []) !== this.#before.get(file)) {
                throw new CommandError(`${file} has been changed meanwhile. Nothing was written to it: try again`);
            }
        }
        const written: string[] = [];
        const prepared: Replacement[] = [];
        try {
            // All texts are on the disk before the first file is replaced: a command that is killed in between leaves hardly ever a part.
            for (const file of files) prepared.push(prepareReplacement(file, this.text(file)));
            for (const [index, file] of files.entries()) {
                prepared[index]?.replace();
                written.push(file);
            }
        } catch (error) {
            for (const one of prepared) one.discard();
            for (const file of written) prepareReplacement(file, this.#before.get(file) ?? "").replace();
            throw new CommandError(
                `the definition cannot be written: ${fileRefusalText(error) ?? (error as Error).message}. It is as it was`,
            );
        }
    }
}

/**
 * The parts of a model that an edit of one account may change: the account, and a policy that only this account uses, which is
 * added or removed with it.
 */
export function onlyAccount(
    { accounts, guardrails, units }: OrganizationModel,
    account: string,
): (part: string) => boolean {
    const used = new Set([
        ...guardrails,
        ...units.flatMap((unit) => unit.guardrails),
        ...accounts.filter(({ key }) => key !== account).flatMap((other) => other.guardrails),
    ]);
    return (part) => {
        const policy = /^policy (.*)$/.exec(part)?.[1];
        return part === `account ${account}` || part === "policyTypes" || (policy !== undefined && !used.has(policy));
    };
}

/** A text that is about to replace a file. */
interface Replacement {
    /** In one step, so that readers find the old or the new text. */
    replace(): void;
    discard(): void;
}

/** A symbolic link stays one. */
function prepareReplacement(file: string, text: string): Replacement {
    const target = fs.realpathSync(file);
    const temporary = `${target}.${process.pid}.tmp`;
    const discard = (): void => fs.rmSync(temporary, { force: true });
    try {
        fs.writeFileSync(temporary, text, { mode: fs.statSync(target).mode });
    } catch (error) {
        discard();
        throw error;
    }
    return { replace: () => fs.renameSync(temporary, target), discard };
}
