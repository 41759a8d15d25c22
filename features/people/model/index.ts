/** What a definition says of people. */
export type { AccessModel, AccountSelector, GrantModel } from "./grantModel";
export type { GroupModel, PrincipalModel, UserModel } from "./peopleDirectoryModel";
export type { AccessInAccount, AcknowledgedLoss, PeopleAcknowledgements, PeopleModel } from "./peopleModel";
export type { BoundaryModel, CustomerManagedPolicyModel, PermissionSetModel } from "./permissionSetModel";
