/** What the command says where it has no key to work with. */
export const explanation = `npm run live compares what this project takes Cloud Functions to be with a real account.

It needs a key, in the environment:
  NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY
and takes, if the account is not in Korea on VPC:
  NCLOUD_SITE (public, gov, fin), NCLOUD_REGION (KR, SGN, JPN, FKR), NCLOUD_API_VERSION (v2.1, v2.0),
  NCLOUD_PLATFORM (vpc, classic), NCLOUD_BASE_URL (an emulator or a proxy instead of the gateway)

It sends GET requests only, one after the other: every operation that reads, for a few of the resources it finds, and
requests that must be refused. It prints where the client's types and the emulator differ from the answers: shapes,
codes and counts. Names, code, parameters, logs, results and keys are never printed. --json prints JSON.

With --write it also makes packages, actions and a trigger of its own, under names that begin with "ncf-live-", runs
them, and deletes them all. On VPC its actions need a subnet: NCLOUD_VPC_NO, NCLOUD_SUBNET_NO. Runs are charged.

A key that may look and not touch: in the console under Sub Account, create a sub account with API access, give it the
policy NCP_VPC_CLOUD_FUNCTIONS_VIEWER, and create an access key on its page. (--write needs
NCP_VPC_CLOUD_FUNCTIONS_MANAGER.)`
