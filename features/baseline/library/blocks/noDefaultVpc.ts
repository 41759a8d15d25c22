import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { ref, sub } from "../template/templateIntrinsics";

/** Deletes only what AWS has made with the VPC. Each finding names what somebody has added. */
const CODE = `
def apply(properties, old, identity):
    ec2 = boto3.client("ec2")
    vpcs = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    for vpc in [vpc["VpcId"] for vpc in vpcs]:
        used = uses(ec2, vpc)
        if used and properties["WhenInUse"] == "fail":
            raise RuntimeError(
                f"the default VPC {vpc} in {properties['Region']} is in use: {', '.join(used)}. Move that to another VPC,"
                " or say whenInUse: leave, or leave this account out of the block"
            )
        if used:
            return identity, {"Left": vpc}
        delete(ec2, vpc)
    return identity, {"Left": ""}


def uses(ec2, vpc):
    """What is in a VPC beside what AWS makes with it."""
    here = [{"Name": "vpc-id", "Values": [vpc]}]
    groups = ec2.describe_security_groups(Filters=here)["SecurityGroups"]
    subnets = ec2.describe_subnets(Filters=here)["Subnets"]
    tables = ec2.describe_route_tables(Filters=here)["RouteTables"]
    lists = ec2.describe_network_acls(Filters=here)["NetworkAcls"]
    attached = [{"Name": "attachment.vpc-id", "Values": [vpc]}, {"Name": "attachment.state", "Values": ["attaching", "attached"]}]
    added = {
        "network interfaces": ec2.describe_network_interfaces(Filters=here)["NetworkInterfaces"],
        "endpoints": ec2.describe_vpc_endpoints(Filters=here)["VpcEndpoints"],
        "subnets of your own": [one for one in subnets if not one["DefaultForAz"]],
        "security groups": [one for one in groups if one["GroupName"] != "default"],
        "route tables": [one for one in tables if not any(link.get("Main") for link in one["Associations"])],
        "network access lists": [one for one in lists if not one["IsDefault"]],
        "VPN gateways": ec2.describe_vpn_gateways(Filters=attached)["VpnGateways"],
        "peerings": peerings(ec2, vpc),
    }
    return [f"{what} ({len(items)})" for what, items in added.items() if items]


def peerings(ec2, vpc):
    found = {}
    for side in ("requester", "accepter"):
        filters = [
            {"Name": f"{side}-vpc-info.vpc-id", "Values": [vpc]},
            {"Name": "status-code", "Values": ["active", "pending-acceptance", "provisioning"]},
        ]
        for peering in ec2.describe_vpc_peering_connections(Filters=filters)["VpcPeeringConnections"]:
            found[peering["VpcPeeringConnectionId"]] = peering
    return found


def delete(ec2, vpc):
    attached = [{"Name": "attachment.vpc-id", "Values": [vpc]}]
    for gateway in ec2.describe_internet_gateways(Filters=attached)["InternetGateways"]:
        ec2.detach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=vpc)
        ec2.delete_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"])
    for subnet in ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    ec2.delete_vpc(VpcId=vpc)


def remove(properties, identity):
    """A default VPC does not come back: aws ec2 create-default-vpc makes a new one."""
`;

const { Parameters, references } = stackParameters({
    WhenInUse: "fail: the stack fails where the default VPC is in use; leave: it stays there",
});

const READS = [
    "ec2:DescribeInternetGateways",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcEndpoints",
    "ec2:DescribeVpcPeeringConnections",
    "ec2:DescribeVpcs",
    "ec2:DescribeVpnGateways",
] as const;
const DELETES = [
    "ec2:DeleteInternetGateway",
    "ec2:DeleteSubnet",
    "ec2:DeleteVpc",
    "ec2:DetachInternetGateway",
] as const;

export const noDefaultVpc = libraryBlock({
    name: "no-default-vpc",
    title: "No default VPC",
    description:
        "The region's default VPC is removed with its subnets and internet gateway, so that nothing starts on a network that nobody has planned. A default VPC in which there is anything else is never touched.",
    parameters: z.strictObject({
        whenInUse: z
            .enum(["fail", "leave"])
            .default("fail")
            .describe(
                "What happens where the default VPC is in use: `fail` says so as the stack's reason, `leave` leaves it and carries on.",
            ),
    }),
    isGlobal: false,
    sets: "what becomes of the default VPC",
    price: "Nothing.",
    traps: [
        "A VPC is in use if it has a network interface, an endpoint, a peering, a VPN gateway, or a subnet, route table, security group or network access list that AWS did not make with it. The reason names them.",
        "Wizards and tutorials that expect a default VPC no longer work in the account.",
        "Regions that the block does not name keep their default VPC. A guardrail on regions keeps people out of those.",
    ],
    whenRemoved: "A default VPC does not come back. `aws ec2 create-default-vpc` makes a new one.",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/deleting-default-vpc.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: FUNCTION_STACK_ACTIONS,
    functionActions: [...READS, ...DELETES],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "Removes the region's default VPC if it is not in use",
        Parameters,
        Resources: settingFunction({
            description: "Removes the region's default VPC if it is not in use",
            code: CODE,
            statements: [
                { Sid: "Look", Effect: "Allow", Action: READS, Resource: "*" },
                {
                    Sid: "Delete",
                    Effect: "Allow",
                    Action: DELETES,
                    // IAM does not know which VPC is the default one: the function does.
                    Resource: ["internet-gateway", "subnet", "vpc"].map((type) =>
                        sub(`arn:\${AWS::Partition}:ec2:\${AWS::Region}:\${AWS::AccountId}:${type}/*`),
                    ),
                },
            ],
            properties: { Region: ref("AWS::Region"), ...references },
        }),
    }),
    cloudFormationParameters: ({ whenInUse }) => ({ WhenInUse: whenInUse }),
});
