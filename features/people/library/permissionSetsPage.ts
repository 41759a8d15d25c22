import { code, row, table } from "../../../guardrails/pages/markdown";
import { textsOf } from "../../../evaluator/policyDocument";
import type { LibraryPermissionSet } from "./libraryPermissionSet";
import { PERMISSION_SET_LIBRARY } from "./permissionSetLibrary";

/** The remark below the title: who edits the page would lose the change. */
const GENERATED = "<!-- Made by `make docs` from features/people/library/: edit that. -->";

/** docs/permission-sets.md: every permission set of the library, from its declaration. */
export function permissionSetsPage(): string {
    const all = [...PERMISSION_SET_LIBRARY.values()];
    return [
        "# The library of permission sets",
        GENERATED,
        "A permission set says what somebody may do in an account. IAM Identity Center makes a role of it in each account where a line of `access` uses it. Guardrails bind these roles too, except in the management account.",
        "Name a permission set of the library in `access`, or make one of your own from it:",
        '```yaml\npeople:\n    permissionSets:\n        Administrator: { library: admin, session: 2h }\n        Builder:\n            library: developer\n            parameters: { alsoDenied: ["rds:Delete*", s3:DeleteBucket] }\naccess:\n    - { who: platform, permissionSet: Administrator, where: everywhere }\n    - { who: auditors, permissionSet: security-audit, where: everywhere }\n```',
        [
            "| beside `library` | what it changes |",
            "|---|---|",
            "| `parameters: { alsoDenied: [...] }` | denies these actions too, on every resource |",
            "| `boundary` | the most that it allows, where the library has no boundary: `{ managed: PowerUserAccess }` |",
            "| `session`, `relayState`, `tags`, `description`, `name` | [as for any permission set](people.md#permission-sets) |",
        ].join("\n"),
        "All of these take away, or change nothing of what is allowed. If you want other policies, write a permission set without `library`.",
        "In the management account, `admin`, `power-user` and `developer` lead further: whoever may assume roles there can assume the access role of every other account. A warning says so.",
        table(
            ["permission set", "what it is for", "session"],
            all.map((one) => row(`[${one.name}](#${one.name})`, one.description, session(one))),
        ),
        ...all.map(section),
    ].join("\n\n");
}

function section(set: LibraryPermissionSet): string {
    const { name, description, can, cannot, managedPolicies, inlinePolicy, boundary, isBreakGlass, source } = set;
    const facts = [
        `Policies of AWS: ${managedPolicies.map(code).join(", ")}.`,
        ...(boundary === undefined ? [] : [`Boundary: ${code(boundary)}.`]),
        ...(isBreakGlass ? ["It has `breakGlass: true`: it may allow everything."] : []),
        `A session lasts ${session(set)}. Source: <${source}>`,
    ];
    return [
        `## ${name}`,
        description,
        `**Can**: ${can}`,
        `**Cannot**: ${cannot}`,
        ...(inlinePolicy
            ? [
                  table(
                      ["statement", "effect", "actions"],
                      inlinePolicy.Statement.map(({ Sid, Effect, Action }) =>
                          row(...textsOf(Sid), ...textsOf(Effect), textsOf(Action).map(code).join(" ")),
                      ),
                  ),
              ]
            : []),
        facts.join(" "),
    ].join("\n\n");
}

function session({ sessionMinutes }: LibraryPermissionSet): string {
    const hours = sessionMinutes / 60;
    return hours === 1 ? "1 hour" : `${hours} hours`;
}
