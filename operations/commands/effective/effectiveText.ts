import type { Fact } from "../../../definition/feature";
import { policyTypeLimits, type PolicyType, formatCount } from "../../../limits";
import { table } from "../../cli/table";
import type { AccountFacts, BoundPolicy } from "./accountFacts";
import { problemText, settingText } from "./settingText";

/** Everything that applies to an account, on one or two screens. */
export function effectiveText(facts: AccountFacts, columns?: number): string {
    const { account, unit, state, denial, settings, tags, sections, policies, allowLists } = facts;
    return [
        `account ${account}, in unit ${unit}, ${state}${denial === undefined ? "" : `: ${denial} denies everything there`}`,
        "",
        factTable("SETTING", settings, columns),
        ...section(tags, () => factTable("TAG", tags, columns)),
        ...sections.flatMap((one) => section(one.facts, () => factTable(one.heading, one.facts, columns))),
        "",
        "GUARDRAILS, from the root down",
        ...(policies.length === 0 ? ["none"] : policies.flatMap(guardrail)),
        ...allowLists.map(
            (level) => `${level}: FullAWSAccess is detached, and only what its policies allow is possible`,
        ),
        ...facts.settled.flatMap((one) => settled(one, columns)),
        ...section(facts.staged, () => facts.staged.map(staged).join("\n")),
        ...section(facts.budgets, () => budgets(facts, columns)),
    ].join("\n");
}

function factTable(heading: string, facts: readonly Fact[], columns?: number): string {
    return table(
        [heading, "", "FROM"],
        facts.map(({ name, value, from = "the default" }) => [name, value, from]),
        columns,
    );
}

function section(of: readonly unknown[], text: () => string): string[] {
    return of.length > 0 ? ["", text()] : [];
}

function guardrail({ level, policy, type, description, says, from, defined }: BoundPolicy): string[] {
    const kind = type === "SERVICE_CONTROL_POLICY" ? "" : ` (${type})`;
    return [
        `${level}: ${policy}${kind}  ${from ?? defined}`,
        ...(description === "" ? [] : [`    ${description}`]),
        ...says.map((line) => `    ${line}`),
    ];
}

function settled({ type, sources, problems }: AccountFacts["settled"][number], columns?: number): string[] {
    return [
        "",
        table(
            [type, "", "FROM"],
            sources.map(settingText).map(({ path, value, sources: from }) => [path, value, from.join(", ")]),
            columns,
        ),
        ...problems.map((problem) => `! ${problemText(problem)}`),
    ];
}

function staged({ policy, unit, of }: AccountFacts["staged"][number]): string {
    return of === undefined
        ? `staged on unit ${unit}, and not in force here yet: ${policy}`
        : `staged on unit ${unit}: ${policy}, another version of ${of}, which is in force here`;
}

function budgets({ budgets: all, policies }: AccountFacts, columns?: number): string {
    const types = [...new Set(all.map(({ type }) => type))];
    const levels = [...new Set(all.map(({ level }) => level))];
    const cell = (type: PolicyType, level: string): string => {
        const found = all.find((one) => one.type === type && one.level === level);
        return found ? `${found.attached} of ${found.max ?? "any number"}` : "";
    };
    const largest = (type: PolicyType): string => {
        const size = Math.max(...policies.filter((one) => one.type === type).map(({ characters }) => characters));
        const { maxCharacters } = policyTypeLimits(type);
        return `${formatCount(size)} of ${Number.isFinite(maxCharacters) ? formatCount(maxCharacters) : "any number"}`;
    };
    return table(
        ["ATTACHED BY DEFINITION AND AWS", ...levels, "LARGEST, CHARACTERS"],
        types.map((type) => [type, ...levels.map((level) => cell(type, level)), largest(type)]),
        columns,
    );
}
