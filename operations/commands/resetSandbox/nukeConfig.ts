import { Document, isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { keptResources, UNPROTECTED, UNTOUCHED, type NukeFilter } from "./keptResources";
import type { SandboxTarget } from "./sandboxJudgement";

/** The part of aws-nuke 3's configuration that is used here (https://aws-nuke.ekristen.dev/config). */
export interface NukeConfig {
    readonly regions: readonly string[];
    readonly blocklist: readonly string[];
    readonly "bypass-alias-check-accounts": readonly string[];
    readonly accounts: Readonly<Record<string, { readonly presets: readonly string[] }>>;
    readonly "resource-types": { readonly excludes: readonly string[] };
    readonly settings: Readonly<Record<string, Readonly<Record<string, true>>>>;
    readonly presets: Readonly<Record<string, { readonly filters: Readonly<Record<string, readonly NukeFilter[]>> }>>;
}

/** The name of the one preset. */
const KEEP = "keep";

/**
 * The configuration that empties exactly one account.
 *
 * @param regions the regions that may contain resources. Undefined: all enabled regions.
 * @param breakGlassRole name of the role for emergencies.
 */
export function nukeConfig(
    { member, roles, others }: SandboxTarget,
    regions: readonly string[] | undefined,
    breakGlassRole: string,
): NukeConfig {
    const filters: Record<string, NukeFilter[]> = {};
    for (const { filters: more } of keptResources([...roles, breakGlassRole])) {
        for (const [type, list] of Object.entries(more)) (filters[type] ??= []).push(...list);
    }
    return {
        regions: regions === undefined ? ["all"] : ["global", ...regions],
        blocklist: others,
        "bypass-alias-check-accounts": [member.id],
        accounts: { [member.id]: { presets: [KEEP] } },
        "resource-types": { excludes: Object.keys(UNTOUCHED) },
        settings: Object.fromEntries(
            Object.entries(UNPROTECTED).map(([type, names]) => [
                type,
                Object.fromEntries(names.map((name) => [name, true as const])),
            ]),
        ),
        presets: { [KEEP]: { filters } },
    };
}

/** The configuration as YAML, with the reasons as comments, because a person reads it before it is used. */
export function configText(
    config: NukeConfig,
    { account, member, roles }: SandboxTarget,
    breakGlassRole: string,
): string {
    const document = new Document(config, { aliasDuplicateObjects: false });
    document.commentBefore = ` aws-nuke empties account ${account.key} (${member.id}) with this. Made by: org reset-sandbox ${account.key}`;
    comment(document.get("regions", true), " the regions that may contain resources; `all` means all that are enabled");
    comment(document.get("blocklist", true), " every other account of the organisation");
    comment(
        document.get("bypass-alias-check-accounts", true),
        " sandboxes have no alias; org has checked the account by its unit, in the definition, the stack's state and AWS",
    );
    for (const id of items(document.getIn(["resource-types", "excludes"], true))) {
        if (isScalar(id)) id.comment = ` ${UNTOUCHED[String(id.value)]}`;
    }
    const reasons = keptResources([...roles, breakGlassRole]);
    const filters = document.getIn(["presets", KEEP, "filters"], true) as YAMLMap;
    for (const { key, value } of filters.items) {
        const type = String(isScalar(key) ? key.value : key);
        for (const filter of items(value)) {
            const text = JSON.stringify(isMap(filter) ? filter.toJSON() : undefined);
            const reason = reasons.find((one) => one.filters[type]?.some((other) => JSON.stringify(other) === text));
            if (isMap(filter) && reason) filter.commentBefore = ` ${reason.because}`;
        }
    }
    // Ids must be strings: YAML would read an unquoted id that begins with 0 as a number.
    return document.toString({ lineWidth: 0, defaultKeyType: "PLAIN" });
}

function items(node: unknown): readonly unknown[] {
    return isSeq(node) ? node.items : [];
}

function comment(node: unknown, text: string): void {
    if (isSeq(node)) (node as Node).commentBefore = text;
}
