/** The text that the command prints if no access key is set. */
export const helpText = `npm run live compares a real account with the emulator and with the types of the client.

Set an access key in the environment:
  NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY
Set these too, if the account is not in Korea on VPC:
  NCLOUD_SITE (public, gov, fin), NCLOUD_REGION (KR, SGN, JPN, FKR), NCLOUD_API_VERSION (v2.1, v2.0),
  NCLOUD_PLATFORM (vpc, classic), NCLOUD_BASE_URL (an emulator or a proxy instead of the gateway)

The command sends GET requests only, one at a time. It calls every operation that reads, for a few resources of the
account. It also sends invalid requests, which the service must reject. It prints where the service differs from the
emulator and from the client's types: shapes, codes and counts. It never prints names, code, parameters, logs, results
or keys. --json prints the report as JSON.

--write also creates packages, actions and triggers with names that begin with "ncf-live-", runs them, and deletes
them all. On VPC, the actions need a subnet: set NCLOUD_VPC_NO and NCLOUD_SUBNET_NO. NAVER Cloud charges for the runs.

To get an access key that can only read: open Sub Account in the console, create a sub account with API access, add the
policy NCP_VPC_CLOUD_FUNCTIONS_VIEWER, and create an access key on the page of the sub account. (--write needs
NCP_VPC_CLOUD_FUNCTIONS_MANAGER.)`
