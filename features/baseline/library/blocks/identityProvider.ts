import { SETTING_STAYS } from "../template/functionCode";
import type { SettingFunction } from "../template/settingFunction";
import { sub } from "../template/templateIntrinsics";

/**
 * Makes sure that the account knows a host of pipelines. An account has one provider for an address, so CloudFormation's own type fails for
 * the second role, and where somebody has made it; and whoever took the first role away would take the provider from the others.
 *
 * AWS checks these hosts' certificates by its own list of authorities, so that no thumbprint is needed:
 * botocore 1.44.5, iam 2010-05-08, CreateOpenIDConnectProvider, read 2026-11-27. That both hosts have such a certificate is not confirmed.
 */
const CODE = `
def apply(properties, old, identity):
    iam = boto3.client("iam")
    arn, audience = properties["Arn"], properties["Audience"]
    try:
        iam.create_open_id_connect_provider(Url=f"https://{properties['Host']}", ClientIDList=[audience])
    except iam.exceptions.EntityAlreadyExistsException:
        provider = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
        if audience not in provider["ClientIDList"]:
            iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=audience)
    return identity, {"Arn": arn}
${SETTING_STAYS}`.replace(
    "The setting stays: taking the block away must not make the account less safe.",
    "The provider stays: other roles may trust it, and alone it lets nobody in.",
);

const ACTIONS = [
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:CreateOpenIDConnectProvider",
    "iam:GetOpenIDConnectProvider",
] as const;
export const PROVIDER_ACTIONS: readonly string[] = ACTIONS;

export const providerArn = (host: string): ReturnType<typeof sub> =>
    sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${host}`);

/** The function that makes sure of the provider. */
export function providerFunction(host: string, audience: string): SettingFunction {
    return {
        description: `Makes sure that the account has the identity provider ${host}`.slice(0, 256),
        code: CODE,
        statements: [{ Sid: "Provider", Effect: "Allow", Action: ACTIONS, Resource: providerArn(host) }],
        properties: { Host: host, Audience: audience, Arn: providerArn(host) },
    };
}
