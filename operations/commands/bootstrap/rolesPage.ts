import {
    COMMAND_PERMISSIONS,
    COMMANDS_WITHOUT_CREDENTIALS,
    PERMISSIONS,
    POWERS,
    POWER_PURPOSES,
    type PermissionStatement,
} from "./permissions";
import { statementJson } from "./rolePolicies";

/** The values that the page shows for the placeholders of the permissions. */
const EXAMPLES: Readonly<Record<string, string>> = {
    "AWS::AccountId": "111122223333",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::URLSuffix": "amazonaws.com",
    StateBucket: "acme-pulumi-state",
    "StateKey.Arn": "arn:aws:kms:eu-central-1:111122223333:key/<key id>",
    ExportBucket: "acme-costs",
    SecurityRoles: "arn:aws:iam::<log archive and audit>:role/OrganizationAccountAccessRole",
};

/** The parts of docs/aws-roles.md that are made from the permissions, by name. */
export function roleBlocks(): Readonly<Record<string, string>> {
    return {
        preview: policiesOf("preview"),
        up: policiesOf("up"),
        powers: table(
            ["`--allow`", "the role may then", "needed for"],
            POWERS.map((power) => [`\`${power}\``, actionsOfPower(power), POWER_PURPOSES[power]]),
        ),
        commands: table(
            ["command", "role", "besides", "note"],
            [
                [
                    COMMANDS_WITHOUT_CREDENTIALS.map((name) => `\`${name}\``).join(", "),
                    "none",
                    "",
                    "asks AWS nothing, and needs no credentials",
                ],
                ...Object.entries(COMMAND_PERMISSIONS).map(
                    ([name, { role, power, writesState, besides = [], note = "" }]) => [
                        `\`${name}\``,
                        [role, ...(power ? [`with \`${power}\``] : [])].join(" "),
                        [...(writesState ? ["`WriteState` and `EncryptState`"] : []), ...grouped(besides)].join("; "),
                        note,
                    ],
                ),
            ],
        ),
    };
}

function policiesOf(role: "preview" | "up"): string {
    const own = PERMISSIONS.filter((one) => one.role === role && one.power === undefined);
    const parts = [
        ["Always:", own.filter(({ part }) => part === undefined)],
        ["For the baseline (`baseline`, `rollOut`):", own.filter(({ part }) => part === "baseline")],
        ["For costs (`costs`, `budget`, `accountBudget`):", own.filter(({ part }) => part === "costs")],
        ["For people (`people`, `access`):", own.filter(({ part }) => part === "people")],
        ["For security (`security`):", own.filter(({ part }) => part === "security")],
    ] as const;
    return parts.map(([head, statements]) => `${head}\n\n\`\`\`json\n${document(statements)}\n\`\`\``).join("\n\n");
}

function document(statements: readonly PermissionStatement[]): string {
    const text = (one: string): string =>
        one.replace(/\$\{([\w:.]+)\}/g, (placeholder, name: string) => EXAMPLES[name] ?? placeholder);
    const Statement = statements.map((statement) => statementJson(statement, text));
    return JSON.stringify({ Version: "2012-10-17", Statement }, undefined, 4);
}

function actionsOfPower(power: string): string {
    const statements = PERMISSIONS.filter((statement) => statement.power === power);
    return grouped(statements.flatMap(({ actions }) => actions)).join("; ");
}

/** `account:GetContactInformation`, `ListRegions`: the service once for each of its actions. */
function grouped(actions: readonly string[]): readonly string[] {
    const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))];
    return services.map((service) =>
        actions
            .filter((action) => action.startsWith(`${service}:`))
            .map((action, index) => `\`${index === 0 ? action : action.slice(service.length + 1)}\``)
            .join(", "),
    );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
