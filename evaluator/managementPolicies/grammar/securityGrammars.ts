import { map, openMap, regions, texts } from "./settingGrammar";

/**
 * AWS's page says that both lists are required, but has an example of a child policy without either. So missing lists are accepted.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html
 */
export const securityHubPolicy = map(
    {
        securityhub: openMap({
            enable_in_regions: texts,
            disable_in_regions: texts,
            features: openMap({ network_scanning: regions }),
        }),
    },
    ["securityhub"],
);

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html */
export const inspectorPolicy = map(
    {
        inspector: openMap({
            enablement: openMap({
                ec2_scanning: regions,
                ecr_scanning: regions,
                lambda_standard_scanning: map({
                    enable_in_regions: texts,
                    disable_in_regions: texts,
                    lambda_code_scanning: regions,
                }),
                code_repository_scanning: regions,
            }),
        }),
    },
    ["inspector"],
);

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_network_security_director_syntax.html */
export const networkSecurityDirectorPolicy = map(
    {
        network_security_director: openMap({ enablement: openMap({ network_security_scan: regions }) }),
    },
    ["network_security_director"],
);
