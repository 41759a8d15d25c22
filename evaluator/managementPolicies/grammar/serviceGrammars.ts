import { map, named, one, openMap, text, texts } from "./settingGrammar";

const patch_order = one("first", "second", "last");

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html */
export const upgradeRolloutPolicy = map(
    {
        upgrade_rollout: openMap({
            default: map({ patch_order }),
            tags: named(map({ tag_values: named(map({ patch_order })) })),
        }),
    },
    ["upgrade_rollout"],
);

const guarding = one("selective", "comprehensive");

/** By region, then by a name for the configuration. Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html */
export const bedrockPolicy = map(
    {
        bedrock: openMap({
            guardrail_inference: named(
                named(
                    openMap({
                        identifier: text,
                        input_tags: one("honor", "ignore"),
                        selective_content_guarding: openMap({ system: guarding, messages: guarding }),
                        model_enforcement: openMap({ included_models: texts, excluded_models: texts }),
                    }),
                ),
            ),
        }),
    },
    ["bedrock"],
);

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html */
export const s3Policy = map({ s3_attributes: openMap({ public_access_block_configuration: one("all", "none") }) }, [
    "s3_attributes",
]);
