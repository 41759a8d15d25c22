import { effectOfChange, effectText, type EffectOfChange, type EffectOptions } from "../../../../evaluator/effect";
import type { Situation } from "../../../../evaluator/situation";
import { OrganizationTree } from "../../../../tree";

export type Json = Readonly<Record<string, unknown>>;

/** Statements in a test's short form. They become a resource control policy if they name a principal. */
export interface Sketch {
    readonly policies?: Readonly<Record<string, readonly Json[] | Json>>;
    readonly root?: readonly string[];
    /** What is attached to each unit, by key. `-FullAWSAccess`: detached. */
    readonly units?: Readonly<Record<string, readonly string[]>>;
    /** The unit of each account, by key, and what is attached to the account itself. */
    readonly accounts?: Readonly<Record<string, string | readonly [unit: string, ...guardrails: string[]]>>;
}

export const ROLE = "OrganizationAccountAccessRole";
export const REGION = "us-east-1";

export function deny(Action: string | readonly string[], more: Json = {}): Json {
    return { Effect: "Deny", Action, Resource: "*", ...more };
}

export function situation({ policies = {}, root = [], units = {}, accounts = {} }: Sketch): Situation {
    const attached = (keys: readonly string[]): { guardrails: readonly string[]; fullAccess: boolean } => ({
        guardrails: keys.filter((key) => key !== "-FullAWSAccess"),
        fullAccess: !keys.includes("-FullAWSAccess"),
    });
    return {
        organizationId: "o-acme123456",
        policies: new Map(
            Object.entries(policies).map(([key, given]) => {
                if (!Array.isArray(given)) return [key, { type: "BACKUP_POLICY", content: JSON.stringify(given) }];
                const statements = given as readonly Json[];
                const type = statements.some((one) => "Principal" in one)
                    ? "RESOURCE_CONTROL_POLICY"
                    : "SERVICE_CONTROL_POLICY";
                return [key, { type, content: JSON.stringify({ Version: "2012-10-17", Statement: statements }) }];
            }),
        ),
        root: attached(root),
        tree: new OrganizationTree(
            Object.entries(units).map(([key, keys]) => ({
                key,
                parent: key.includes("/") ? key.slice(0, key.lastIndexOf("/")) : undefined,
                ...attached(keys),
            })),
            Object.entries(accounts).map(([key, given], index) => {
                const [unit = "", ...keys] = typeof given === "string" ? [given] : given;
                return { key, unit, id: `11112222333${index}`, ...attached(keys) };
            }),
        ),
    };
}

export const OPTIONS: EffectOptions = { region: REGION, rolesOf: () => [ROLE] };

export function effectOf(before: Sketch, after: Sketch, options: Partial<EffectOptions> = {}): Promise<EffectOfChange> {
    return effectOfChange(situation(before), situation(after), { ...OPTIONS, ...options });
}

/** All messages, joined. */
export async function words(before: Sketch, after: Sketch, options: Partial<EffectOptions> = {}): Promise<string[]> {
    const effect = await effectOf(before, after, options);
    const { looser, tighter, other } = effectText(effect, situation(before), situation(after));
    return [...looser, ...tighter, ...other];
}
