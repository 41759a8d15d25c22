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
        "Name a permission set of the library in `access`, or make one of your own from it, with another name, session or tags:",
        "```yaml\npeople:\n    permissionSets:\n        Administrator: { library: admin, session: 2h }\naccess:\n    - { who: platform, permissionSet: Administrator, where: everywhere }\n    - { who: auditors, permissionSet: security-audit, where: everywhere }\n```",
        "If you want other policies than these, write a permission set without `library`.",
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
