import * as path from "node:path";
import {
    checkTemplate,
    checkTypes,
    parseTemplate,
    type CloudFormationTemplate,
    type ParsedTemplate,
    type Capability,
    type TemplateProblem,
    type TextPosition,
} from "../../../cloudformation";
import type { Path, Report } from "../../../definition/problemReport";
import { TEMPLATES_FOLDER } from "../../../definition/reading/definitionFiles";
import { readSource } from "../../../definition/reading/sourceFile";
import { formatPlace } from "../../../definition/problems";
import type { WrittenValue } from "../../../definition/reading/writtenValue";
import { formatCount, visible } from "../../../limits";
import type { BlockSource } from "./blockSource";
import { misspeltPolicies } from "./namedAwsPolicies";
import { templateDocuments } from "./templateDocuments";
import { defaultProblems, templateParameters } from "./templateParameters";
import { templateTree } from "./templateTree";

/** A file with comments and much space is longer than the template that is sent. */
const MAX_CHARACTERS = 500_000;

/** A template, and what AWS may refuse in it. */
interface ReadTemplate {
    readonly template: CloudFormationTemplate;
    readonly warnings: readonly string[];
}

/** Reads the templates of a definition's own. A file that several places name is read once. */
export class TemplateFiles {
    readonly #report: Report;
    readonly #read = new Map<string, BlockSource | undefined>();
    readonly #trees = new Map<string, WrittenValue>();

    constructor(report: Report) {
        this.#report = report;
    }

    /**
     * @param file relative to the definition's folder.
     * @param at the path at which the file is named.
     * @returns undefined if it is no template; the mistakes are reported once.
     */
    source(file: string, at: Path): BlockSource | undefined {
        if (!this.#read.has(file)) this.#read.set(file, this.#source(file, at));
        const tree = this.#trees.get(file);
        if (tree) this.#report.addFile(at, tree);
        return this.#read.get(file);
    }

    #source(file: string, at: Path): BlockSource | undefined {
        if (this.#isReadAsDefinition(file)) {
            this.#report.add(
                at,
                `is read as a part of the definition, like every YAML file in its folder. Put templates into its subfolder ${TEMPLATES_FOLDER}, or name the file .json or .template`,
            );
            return undefined;
        }
        const read = this.#template(file, at);
        if (!read) return undefined;
        const { template, warnings } = read;
        const types = Object.values(template.Resources).map(({ Type }) => Type);
        const [text, documents] = [JSON.stringify(template), templateDocuments(template)];
        return {
            kind: "template",
            title: template.Description ?? `Template ${path.basename(file)}`,
            // Names of roles and policies are taken once in an account, so a second region would fail.
            isGlobal: types.every((type) => type.startsWith("AWS::IAM::")),
            capabilities: capabilitiesOf(types),
            keepsStacks: false,
            file,
            warnings,
            make: (written, place) => {
                const parameters = templateParameters(template, written, place, this.#report);
                return parameters && { template: text, parameters, documents };
            },
        };
    }

    /** Whether the template lies among the files of the definition: then its parts are reported as unknown keys already. */
    #isReadAsDefinition(file: string): boolean {
        const isElsewhere = !/\.ya?ml$/.test(file) || path.normalize(file).startsWith(TEMPLATES_FOLDER + path.sep);
        return !isElsewhere && this.#report.isInMistake("Resources");
    }

    #template(file: string, at: Path): ReadTemplate | undefined {
        const report = this.#report;
        const location = path.join(report.folder, file);
        const shown = visible(location, 300);
        const source = readSource(location, report.folder);
        if ("refused" in source) {
            const where = source.line === undefined ? shown : `${shown}:${source.line}:${source.column}`;
            report.add(
                at,
                `${where} ${source.refused}. Give the path of a template in YAML or JSON, relative to ${visible(report.folder, 300)}`,
            );
            return undefined;
        }
        if (source.text.length > MAX_CHARACTERS) {
            report.add(
                at,
                `${shown} has ${formatCount(source.text.length)} characters: ${formatCount(MAX_CHARACTERS)} are read at most`,
            );
            return undefined;
        }
        const parsed = parseTemplate(source.text.replace(/^\uFEFF/, ""));
        for (const { message, line, column } of parsed.mistakes) {
            this.#refuse(location, at, message, line === undefined ? undefined : { line, column: column ?? 1 });
        }
        if (parsed.mistakes.length > 0) return undefined;
        this.#trees.set(file, templateTree(location, parsed));
        return this.#checked(location, at, parsed);
    }

    #checked(location: string, at: Path, parsed: ParsedTemplate): ReadTemplate | undefined {
        const { template, problems } = checkTemplate(parsed.value);
        const ofTypes = template ? checkTypes(template) : undefined;
        const all = [...problems, ...(ofTypes?.problems ?? []), ...(template ? valueProblems(template) : [])];
        for (const { path: inside, message } of all) {
            this.#refuse(location, at, message, parsed.positionOf(inside));
        }
        const warnings = (ofTypes?.warnings ?? []).map(
            ({ path: inside, message }) =>
                `${formatPlace({ file: location, ...parsed.positionOf(inside) })}: the template ${message}`,
        );
        return template && { template, warnings };
    }

    /** A mistake has its place in the file of the template. */
    #refuse(file: string, at: Path, message: string, position?: TextPosition): void {
        this.#report.addProblem({ place: { file, ...position }, path: at, message });
    }
}

/** What is wrong with values that the definition does not write elsewhere: defaults of parameters, and ARNs of AWS's policies. */
function valueProblems(template: CloudFormationTemplate): readonly TemplateProblem[] {
    return [...defaultProblems(template), ...misspeltPolicies(template)];
}

/** AWS asks to be told that a template makes roles, users or policies. The second word includes the first. */
function capabilitiesOf(types: readonly string[]): readonly Capability[] {
    return types.some((type) => type.startsWith("AWS::IAM::")) ? ["CAPABILITY_NAMED_IAM"] : [];
}
