import { ROOT_UNIT, type OrganizationModel } from "../../definition";
import type { Situation } from "../../evaluator/situation";
import type { ExistingResources } from "../state";

/** What is attached where before this run, as the stack's state has it. What was changed behind Pulumi's back is not in it. */
export function situationBefore(existing: ExistingResources): Situation {
    const { attachments, fullAccessDetached } = existing;
    return {
        ...(existing.organizationId !== undefined && { organizationId: existing.organizationId }),
        policies: new Map([...existing.policies].map(([key, { type = "", content = "" }]) => [key, { type, content }])),
        root: { guardrails: attachments.root, fullAccess: !fullAccessDetached?.root },
        units: new Map(
            [...existing.units].map(([key, { parent }]) => [
                key,
                {
                    ...(parent !== undefined && { parent }),
                    guardrails: attachments.units.get(key) ?? [],
                    fullAccess: !fullAccessDetached?.units.has(key),
                },
            ]),
        ),
        accounts: new Map(
            [...existing.accounts].map(([key, { id, unit }]) => [
                key,
                {
                    id,
                    ...(unit !== undefined && { unit }),
                    guardrails: attachments.accounts.get(key) ?? [],
                    fullAccess: !fullAccessDetached?.accounts.has(key),
                },
            ]),
        ),
    };
}

/** What is attached where after this run, as the definition says. Ids are those that the state has. */
export function situationAfter(model: OrganizationModel, existing: ExistingResources): Situation {
    const organizationId = existing.organizationId ?? model.id;
    return {
        ...(organizationId !== undefined && { organizationId }),
        policies: new Map(model.policies.map((policy) => [policy.key, policy])),
        root: model,
        units: new Map(model.units.map((unit) => [unit.key, unit])),
        accounts: new Map(
            model.accounts.map(({ key, unit, guardrails, fullAccess, id: given }) => {
                const id = existing.accounts.get(key)?.id ?? given;
                return [
                    key,
                    {
                        ...(unit !== ROOT_UNIT && { unit }),
                        guardrails,
                        fullAccess,
                        ...(id !== undefined && { id }),
                    },
                ];
            }),
        ),
    };
}
