import { asText, asValue, awsSettings, isMap, type AwsSettings } from "../../aws/awsSettings";
import { textsOf } from "../../evaluator/policyDocument";
import { regionSettingError } from "../../program/openStack/regionSetting";
import { missingSettings, settingsFile } from "../../program/openStack/settingsFiles";
import { formatPlace, type Problem } from "../../definition";
import { readSource } from "../../definition/reading/sourceFile";
import { plainValue } from "../../definition/reading/writtenValue";
import { parseYaml } from "../../definition/reading/parseYaml";
import { CommandError, EXIT } from "./commandError";

/** The settings in `Pulumi.<stack>.yaml`. They are read without Pulumi, so that the commands work when Pulumi does not. */
export interface StackSettings {
    readonly file: string;
    /** The definition's path, relative to the working directory. */
    readonly definition: string;
    readonly aws: AwsSettings;
    /** The tags that the AWS provider leaves alone (`aws:ignoreTags`). */
    readonly ignoredTags: IgnoredTags;
}

export interface IgnoredTags {
    readonly keys: readonly string[];
    readonly prefixes: readonly string[];
}

/** The name of the project in Pulumi.yaml. */
export const PROJECT = "aws-organization";

/** Pulumi's rule for stack names. */
const STACK_NAME = /^[\w.-]+$/;

/** @throws CommandError if there is no such stack, only Pulumi can read one of its settings, or its region cannot be one. */
export function readStackSettings(stack: string): StackSettings {
    if (!STACK_NAME.test(stack)) {
        throw new CommandError(
            `${JSON.stringify(stack)} is not a valid name of a stack: use letters, digits, "-", "_" and "." only, as in --stack prod`,
            EXIT.usage,
        );
    }
    const file = settingsFile(stack);
    const missing = missingSettings(stack, ".");
    if (missing !== undefined) {
        throw new CommandError(
            `${missing}. Run org in the checkout's folder, and name a stack with --stack`,
            EXIT.usage,
        );
    }
    const { config = {} } = parsed(file);
    const configured = (key: string): unknown => plain(config[key], file, key);
    const aws = awsSettings((key) => configured(`aws:${key}`));
    const wrongRegion = aws.region === undefined ? undefined : regionSettingError(aws.region, stack);
    if (wrongRegion !== undefined) throw new CommandError(wrongRegion);
    return {
        file,
        definition: asText(configured(`${PROJECT}:definition`)) ?? `organizations/${stack}`,
        aws,
        ignoredTags: ignoredTags(asValue(configured("aws:ignoreTags"))),
    };
}

function ignoredTags(setting: unknown): IgnoredTags {
    return isMap(setting)
        ? { keys: textsOf(setting.keys), prefixes: textsOf(setting.keyPrefixes) }
        : { keys: [], prefixes: [] };
}

/** @throws CommandError if the file is not YAML or holds no settings. */
function parsed(file: string): { config?: Record<string, unknown> } {
    const source = readSource(file);
    if ("refused" in source) throw new CommandError(`${file} ${source.refused}`);
    const problems: Problem[] = [];
    const tree = parseYaml(file, source.text, problems);
    // Mistakes in settings of other programs are not ours to report.
    const ours = problems.filter(
        ({ path: [, key] }) => key === undefined || /^(aws|aws-organization):/.test(String(key)),
    );
    if (ours.length > 0) {
        const told = ours.map(({ place, message }) => `${formatPlace(place)} ${message}`);
        throw new CommandError(`${file} cannot be read:\n${told.join("\n")}`);
    }
    const content: unknown = tree ? plainValue(tree) : {};
    if (isMap(content) && (content.config === undefined || isMap(content.config))) return content;
    throw new CommandError(`${file} has no settings: write them below \`config:\``);
}

/** @throws CommandError if the value is encrypted by Pulumi. */
function plain(value: unknown, file: string, key: string): unknown {
    if (isMap(value) && "secure" in value) {
        throw new CommandError(
            `${file}: ${key} is encrypted, and org reads the settings without Pulumi. Give credentials by the environment or a profile, as for the AWS CLI`,
        );
    }
    return value;
}
