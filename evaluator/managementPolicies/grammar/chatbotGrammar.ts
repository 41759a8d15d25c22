import { map, named, one, openMap, some, texts } from "./settingGrammar";

const client = one("enabled", "disabled");
const supported_role_settings = some("user_role", "channel_role");
const slackDefaults = map({ supported_channel_types: some("public", "private"), supported_role_settings });

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html */
export const chatbotPolicy = map(
    {
        chatbot: map({
            platforms: openMap({
                slack: map({ client, workspaces: texts, default: slackDefaults, overrides: named(slackDefaults) }),
                microsoft_teams: map({
                    client,
                    tenants: named(texts),
                    default: map({ supported_role_settings }),
                    overrides: named(named(map({ supported_role_settings }))),
                }),
                chime: map({ client }),
                /** One of AWS's examples has it here, all others next to `platforms`. */
                default: map({ client }),
            }),
            default: map({ client }),
        }),
    },
    ["chatbot"],
);
